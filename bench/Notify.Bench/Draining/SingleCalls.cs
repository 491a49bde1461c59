using System.Diagnostics;
using Notify.Bench.Running;

namespace Notify.Bench.Draining;

/// <summary>Queues one after another with nothing else going on, and times the calls.</summary>
internal static class SingleCalls
{
    private const int WarmUp = 100;
    private const int Count = 1000;

    // Apart from the numbers of the other runs.
    private const int First = 5_000_000;

    public static async Task<SingleResult> RunAsync(BenchHost host)
    {
        var calls = new double[Count];
        for (var i = -WarmUp; i < Count; i++)
        {
            var start = Stopwatch.GetTimestamp();
            await host.Get<INotifier>().QueueAsync(Workload.CreateSingle(First + WarmUp + i));
            if (i >= 0)
            {
                calls[i] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
            }
        }

        return new SingleResult(Percentile.Of(calls, 0.5), Percentile.Of(calls, 0.99));
    }
}
