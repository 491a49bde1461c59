using System.Diagnostics;

namespace Notify.Bench;

/// <summary>Queues one at a time at a steady rate while a worker runs, and measures from the call to the sender.</summary>
internal static class LatencyBench
{
    public static async Task<LatencyResult> RunAsync(BenchSettings settings)
    {
        await using var host = await BenchHost.StartAsync(settings, withWorker: true);
        var count = settings.Rate * settings.Seconds;
        var sentAt = host.SentAt;
        var queuedAt = new long[count];
        var calls = new double[count];
        var running = new List<Task>(count);
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < count; i++)
        {
            var due = TimeSpan.FromSeconds(i / (double)settings.Rate);
            if (due - Stopwatch.GetElapsedTime(start) is var wait && wait > TimeSpan.FromMilliseconds(1))
            {
                await Task.Delay(wait, TimeProvider.System);
            }

            running.Add(QueueAsync(i));
        }

        await Task.WhenAll(running);
        while (sentAt.Count < count)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        }

        var latencies = queuedAt.Select((at, i) => Stopwatch.GetElapsedTime(at, sentAt[Workload.CreateSingle(i).Recipient]).TotalMilliseconds).ToArray();
        return new LatencyResult(Percentile(latencies, 0.5), Percentile(latencies, 0.99), Percentile(calls, 0.99), settings.Rate);

        async Task QueueAsync(int i)
        {
            queuedAt[i] = Stopwatch.GetTimestamp();
            await host.Get<INotifier>().QueueAsync(Workload.CreateSingle(i));
            calls[i] = Stopwatch.GetElapsedTime(queuedAt[i]).TotalMilliseconds;
        }
    }

    private static double Percentile(double[] values, double share)
    {
        Array.Sort(values);
        return values[(int)Math.Min(values.Length - 1, values.Length * share)];
    }
}
