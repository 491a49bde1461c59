using System.Diagnostics;

namespace Notify.Bench.Draining;

/// <summary>How long some work took, what it allocated in this process, and this process's processor time.</summary>
internal readonly record struct Measured(double Seconds, double Bytes, double CpuSeconds)
{
    public static async Task<Measured> RunAsync(Func<Task> work)
    {
        GC.Collect();
        var bytes = GC.GetTotalAllocatedBytes(precise: true);
        var cpu = Environment.CpuUsage.TotalTime;
        var clock = Stopwatch.StartNew();
        await work();
        return new Measured(clock.Elapsed.TotalSeconds, GC.GetTotalAllocatedBytes(precise: true) - bytes, (Environment.CpuUsage.TotalTime - cpu).TotalSeconds);
    }

    public static Measured operator +(in Measured one, in Measured other) =>
        new(one.Seconds + other.Seconds, one.Bytes + other.Bytes, one.CpuSeconds + other.CpuSeconds);
}
