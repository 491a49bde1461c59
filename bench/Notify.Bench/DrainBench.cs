using System.Diagnostics;
using System.Globalization;
using Notify.Deliveries;
using Notify.Hosting;

namespace Notify.Bench;

/// <summary>Bulk in, bulk out, and a steady trickle for latency.</summary>
internal static class DrainBench
{
    public static async Task RunAsync(BenchSettings settings)
    {
        await WarmUpAsync(settings);
        await using var host = await BenchHost.StartAsync(settings, withWorker: false);
        var (enqueueSeconds, enqueueBytes) = await MeasureAsync(() => EnqueueAsync(host, settings.Deliveries));
        var (drainSeconds, drainBytes) = await MeasureAsync(() => DrainAsync(host, settings.Parallelism));
        var sent = await SentAsync(host);
        var peak = Process.GetCurrentProcess().PeakWorkingSet64;
        var latency = settings.Seconds > 0 ? await LatencyBench.RunAsync(settings) : null;
        var n = (double)settings.Deliveries;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $$"""
            {"bench":"drain","storage":"{{settings.Storage}}","sender":"{{settings.Sender}}","deliveries":{{settings.Deliveries}},"sent":{{sent}},"batch":{{settings.Batch}},"concurrency":{{settings.Concurrency}},"parallelism":{{settings.Parallelism}},"enqueuePerSecond":{{n / enqueueSeconds:F0}},"drainPerSecond":{{n / drainSeconds:F0}},"queueToSendP50Ms":{{Number(latency?.P50)}},"queueToSendP99Ms":{{Number(latency?.P99)}},"queueCallP99Ms":{{Number(latency?.CallP99)}},"latencyRatePerSecond":{{latency?.Rate ?? 0}},"enqueueBytesPerDelivery":{{enqueueBytes / n:F0}},"drainBytesPerDelivery":{{drainBytes / n:F0}},"peakMemoryMiB":{{peak / 1048576.0:F0}}}
            """));
    }

    // The first thousand pay for compiling; they are not counted.
    private static async Task WarmUpAsync(BenchSettings settings)
    {
        await using var host = await BenchHost.StartAsync(settings, withWorker: false);
        await EnqueueAsync(host, 3000);
        await DrainAsync(host, settings.Parallelism);
    }

    private static async Task EnqueueAsync(BenchHost host, int count)
    {
        await foreach (var result in host.Get<INotifier>().QueueAsync(Workload.StreamAsync(count)))
        {
            if (result.Status != QueueStatus.Queued)
            {
                throw new InvalidOperationException($"A notification was not queued: {result.Status} {string.Join("; ", result.Errors)}");
            }
        }
    }

    private static Task DrainAsync(BenchHost host, int parallelism) =>
        Task.WhenAll(Enumerable.Range(0, parallelism).Select(_ => Task.Run(() => host.Get<IWorker>().RunOnceAsync())));

    private static async Task<long> SentAsync(BenchHost host) =>
        (await host.Get<IDeliveryLog>().CountAsync(null, DeliveryState.Sent, CancellationToken.None)).Sum(c => c.Count);

    private static async Task<(double Seconds, long Bytes)> MeasureAsync(Func<Task> work)
    {
        GC.Collect();
        var bytes = GC.GetTotalAllocatedBytes(precise: true);
        var clock = Stopwatch.StartNew();
        await work();
        return (clock.Elapsed.TotalSeconds, GC.GetTotalAllocatedBytes(precise: true) - bytes);
    }

    private static string Number(double? value) => value?.ToString("F1", CultureInfo.InvariantCulture) ?? "null";
}
