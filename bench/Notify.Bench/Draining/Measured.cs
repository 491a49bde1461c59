using System.Diagnostics;

namespace Notify.Bench.Draining;

/// <summary>How long some work took, and what it allocated in this process.</summary>
internal readonly record struct Measured(double Seconds, double Bytes)
{
    public static async Task<Measured> RunAsync(Func<Task> work)
    {
        GC.Collect();
        var bytes = GC.GetTotalAllocatedBytes(precise: true);
        var clock = Stopwatch.StartNew();
        await work();
        return new Measured(clock.Elapsed.TotalSeconds, GC.GetTotalAllocatedBytes(precise: true) - bytes);
    }
}
