using System.Diagnostics;
using Notify.Bench.Running;
using Notify.Bench.Storage;

namespace Notify.Bench.Draining;

/// <summary>Bulk in, bulk out; then single calls, and a steady trickle for latency.</summary>
internal sealed class DrainBench(DrainOptions options, IBenchStore store, BenchSettings settings)
{
    public static async Task<DrainReport> RunAsync(DrainOptions options)
    {
        await using var store = await BenchStores.OpenAsync(options.Storage, options.Connection);
        await using var emulator = options.Sender == "http" ? await EmulatorProcess.StartAsync() : null;
        return await new DrainBench(options, store, options.Settings with { Emulator = emulator?.Address }).RunAsync();
    }

    private async Task<DrainReport> RunAsync()
    {
        await CompileAsync();
        var place = store.NewPlace();
        await using var host = await BenchHost.StartAsync(settings, place);
        var probe = place.IsPostgres ? new PostgresProbe(place) : null;
        if (options.History > 0)
        {
            await HistoryFill.RunAsync(place, options.History);
        }

        await WarmUpAsync(host, probe);
        var sentBefore = await SentCount.ReadAsync(host, place);
        Expect(BenchSettings.WarmUp, sentBefore);
        await using var connections = place.IsPostgres ? ConnectionCount.Start(place) : null;
        // Of several producers one does the first half by itself.
        var half = options.Producers > 1 ? options.Deliveries / 2 : 0;
        var enqueuedByOne = half > 0 ? await Measured.RunAsync(() => EnqueueAsync(host, 0, half, 1)) : default;
        var enqueued = await Measured.RunAsync(() => EnqueueAsync(host, half, options.Deliveries, options.Producers));
        await (probe?.SettleAsync() ?? Task.CompletedTask);
        var drained = await DrainAsync(host, place);
        var most = await (connections?.StopAsync() ?? Task.FromResult<int?>(null));
        var liveBytes = await (probe?.LiveBytesAsync() ?? Task.FromResult<long?>(null));
        var peak = Process.GetCurrentProcess().PeakWorkingSet64;
        var vacuumedBytes = probe is not null && options.Vacuum > 0 ? await probe.LiveBytesAfterVacuumAsync(options.Vacuum) : null;
        var sent = await SentCount.ReadAsync(host, place) - sentBefore;
        Expect(options.Deliveries, sent);
        var single = options.Seconds > 0 ? await SingleCalls.RunAsync(host) : null;
        var latency = options.Seconds > 0 ? await LatencyAsync() : null;
        return new DrainReport
        {
            Storage = options.Storage,
            Sender = options.Sender,
            Deliveries = options.Deliveries,
            Sent = sent,
            History = options.History,
            Workers = options.Workers,
            Producers = options.Producers,
            StreamBatch = settings.StreamBatch,
            Batch = settings.Batch,
            Concurrency = settings.Concurrency,
            Parallelism = settings.Parallelism,
            EnqueuePerSecond = Math.Round((options.Deliveries - half) / enqueued.Seconds),
            EnqueueByOnePerSecond = half > 0 ? Math.Round(half / enqueuedByOne.Seconds) : null,
            DrainPerSecond = Math.Round(options.Deliveries / drained.Seconds),
            QueueToSendP50Ms = latency?.P50,
            QueueToSendP99Ms = latency?.P99,
            QueueCallP99Ms = latency?.CallP99,
            LatencyRatePerSecond = latency?.Rate ?? 0,
            SingleQueueP50Ms = single?.P50,
            SingleQueueP99Ms = single?.P99,
            LiveMiBAfterDrain = MiB(liveBytes),
            LiveMiBAfterVacuum = MiB(vacuumedBytes),
            Connections = most,
            EnqueueBytesPerDelivery = Math.Round((enqueuedByOne + enqueued).Bytes / options.Deliveries),
            DrainBytesPerDelivery = options.Workers == 1 ? Math.Round(drained.Bytes / options.Deliveries) : null,
            EnqueueCpuMicros = Micros(enqueuedByOne + enqueued),
            DrainCpuMicros = options.Workers == 1 ? Micros(drained) : null,
            PeakMemoryMiB = Math.Round(peak / 1048576.0),
        };
    }

    private async Task CompileAsync()
    {
        await using var host = await BenchHost.StartAsync(settings.ForWarmUp(), store.NewPlace());
        await EnqueueAsync(host, 0, BenchSettings.WarmUp, options.Producers);
        await host.DrainAsync(settings.Parallelism);
    }

    // So that connections have their plans and tables their pages; everybody compared with begins on tables that so many jobs went through. People and keys are
    // others than the run's.
    private async Task WarmUpAsync(BenchHost host, PostgresProbe? probe)
    {
        await EnqueueAsync(host, options.Deliveries, options.Deliveries + BenchSettings.WarmUp, options.Producers);
        await host.DrainAsync(settings.Parallelism);
        await (probe?.SettleAsync() ?? Task.CompletedTask);
    }

    private static async Task EnqueueAsync(BenchHost host, int first, int end, int producers)
    {
        var share = (end - first + producers - 1) / producers;
        await Task.WhenAll(Enumerable.Range(0, producers).Select(producer => Task.Run(async () =>
        {
            var from = first + (producer * share);
            await foreach (var result in host.Get<INotifier>().QueueAsync(Workload.StreamAsync(Math.Min(share, end - from), from)))
            {
                if (result.Status != QueueStatus.Queued)
                {
                    throw new InvalidOperationException($"A notification was not queued: {result.Status} {string.Join("; ", result.Errors)}");
                }
            }
        })));
    }

    private async Task<Measured> DrainAsync(BenchHost host, StorePlace place)
    {
        if (options.Workers == 1)
        {
            return await Measured.RunAsync(() => host.DrainAsync(settings.Parallelism));
        }

        await using var workers = await WorkerGroup.StartAsync(options.Workers, () => WarmedOrderAsync(place));
        return await Measured.RunAsync(workers.DrainAsync);
    }

    // A worker process compiles on a place of its own.
    private async Task<WorkOrder> WarmedOrderAsync(StorePlace place)
    {
        var warmUp = store.NewPlace();
        await using var host = await BenchHost.StartAsync(settings, warmUp);
        await EnqueueAsync(host, 0, BenchSettings.WarmUp, options.Producers);
        return new WorkOrder(settings, warmUp, place);
    }

    private async Task<LatencyResult> LatencyAsync()
    {
        var place = store.NewPlace();
        if (!place.IsPostgres)
        {
            await using var host = await BenchHost.StartAsync(settings, place, withWorker: true);
            return await LatencyBench.RunAsync(host, new OwnWorker(host), options.Rate, options.Seconds);
        }

        // As in production: the worker is another process, and hears of work from the database.
        await using var app = await BenchHost.StartAsync(settings, place);
        await using var worker = await RemoteWorker.StartAsync(await WarmedOrderAsync(place));
        return await LatencyBench.RunAsync(app, worker, options.Rate, options.Seconds);
    }

    private double Micros(Measured measured) => Math.Round(measured.CpuSeconds * 1_000_000 / options.Deliveries, 1);

    private static void Expect(long count, long sent)
    {
        if (sent != count)
        {
            throw new InvalidOperationException($"{sent} of {count} were sent.");
        }
    }

    private static double? MiB(long? bytes) => bytes is { } given ? Math.Round(given / 1048576.0, 1) : null;
}
