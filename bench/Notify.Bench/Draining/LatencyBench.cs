using System.Diagnostics;
using Notify.Bench.Running;

namespace Notify.Bench.Draining;

/// <summary>Queues one at a time at a steady rate while a worker runs, and measures from the call to the sender.</summary>
internal static class LatencyBench
{
    // The worker has looked in vain and waits when the first one comes.
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(2);

    public static async Task<LatencyResult> RunAsync(BenchHost app, ITimedWorker worker, int rate, int seconds)
    {
        await Task.Delay(Idle, TimeProvider.System);
        var queuedAt = new long[rate * seconds];
        var calls = new double[queuedAt.Length];
        var running = new List<Task>(queuedAt.Length);
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < queuedAt.Length; i++)
        {
            var due = TimeSpan.FromSeconds(i / (double)rate);
            if (due - Stopwatch.GetElapsedTime(start) is var wait && wait > TimeSpan.FromMilliseconds(1))
            {
                await Task.Delay(wait, TimeProvider.System);
            }

            running.Add(QueueAsync(i));
        }

        await Task.WhenAll(running);
        while (await worker.CountAsync() < queuedAt.Length)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        }

        var sentAt = await worker.SentAtAsync();
        var latencies = queuedAt.Select((at, i) => Stopwatch.GetElapsedTime(at, sentAt[Workload.CreateSingle(i).Recipient]).TotalMilliseconds).ToArray();
        return new LatencyResult(Percentile.Of(latencies, 0.5), Percentile.Of(latencies, 0.99), Percentile.Of(calls, 0.99), rate);

        async Task QueueAsync(int i)
        {
            queuedAt[i] = Stopwatch.GetTimestamp();
            await app.Get<INotifier>().QueueAsync(Workload.CreateSingle(i));
            calls[i] = Stopwatch.GetElapsedTime(queuedAt[i]).TotalMilliseconds;
        }
    }
}
