using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Notify.Diagnostics;
using Notify.Inbox;
using Notify.Maintenance;
using Notify.Storage;

namespace Notify.Hosting;

/// <summary>
/// The worker as a hosted service: loops of the pipeline side by side, one of maintenance, and two of the inbox. On shutdown it begins nothing new, lets sends
/// under way finish and hands the rest back; only when the host's shutdown time is over are sends cut off, which leaves them in doubt.
/// </summary>
internal sealed class WorkerService(
    Readiness readiness,
    DeliveryPipeline pipeline,
    Maintainer maintainer,
    InboxLoops inbox,
    IWorkSignal signal,
    IStorageSetup storage,
    WorkerName name,
    NotifyMetrics metrics,
    TimeProvider time,
    IOptions<WorkerOptions> options,
    ILogger<WorkerService> logger) : IHostedService, IDisposable
{
    private static readonly TimeSpan MaxPause = TimeSpan.FromSeconds(30);

    private readonly CancellationTokenSource _stopping = new();
    private readonly CancellationTokenSource _abort = new();
    private Task _running = Task.CompletedTask;
    private long _processed;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        var worker = options.Value;
        logger.WorkerStart(name.Value, worker.BatchSize, worker.Parallelism, worker.Lease, storage.Name);
        _running = Task.WhenAll(
        [
            .. Enumerable.Range(0, worker.Parallelism).Select(_ => LoopAsync("batch", WorkAsync)),
            LoopAsync("maintenance", MaintainAsync),
            LoopAsync("webhooks", () => inbox.ReadAsync(Jittered, _stopping.Token)),
            LoopAsync("inbound", () => inbox.HandleAsync(Jittered, _stopping.Token, _abort.Token)),
        ]);
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        using (cancellationToken.UnsafeRegister(static abort => ((CancellationTokenSource)abort!).Cancel(), _abort))
        {
            await _running.ConfigureAwait(false);
            await inbox.DrainAsync().ConfigureAwait(false);
        }

        logger.WorkerDone(name.Value, Interlocked.Read(ref _processed));
    }

    // A host that fails while it starts disposes of what it never stopped.
    public void Dispose()
    {
        _stopping.Cancel();
        _stopping.Dispose();
        _abort.Dispose();
    }

    private async Task WorkAsync()
    {
        var claimed = await pipeline.RunAsync(_stopping.Token, _abort.Token).ConfigureAwait(false);
        Interlocked.Add(ref _processed, claimed);
        if (claimed == 0)
        {
            await signal.WaitAsync(Jittered(options.Value.PollInterval), _stopping.Token).ConfigureAwait(false);
        }
    }

    private async Task MaintainAsync()
    {
        await maintainer.RunAsync(_stopping.Token).ConfigureAwait(false);
        await Task.Delay(Jittered(options.Value.MaintenanceInterval), time, _stopping.Token).ConfigureAwait(false);
    }

    // Whatever goes wrong in a round is logged and the next one tried: claims come back by their lease.
    private async Task LoopAsync(string operation, Func<Task> round)
    {
        await Task.Yield();
        var failures = 0;
        while (!_stopping.IsCancellationRequested)
        {
            try
            {
                await readiness.EnsureAsync(_stopping.Token).ConfigureAwait(false);
                await round().ConfigureAwait(false);
                failures = 0;
            }
            catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                metrics.BatchFailed();
                var pause = TimeSpan.FromSeconds(Math.Min(MaxPause.TotalSeconds, 0.25 * Math.Pow(2, Math.Min(failures++, 8))));
                logger.WorkerError(name.Value, operation, pause, new MaskedError(e));
                await Task.Delay(Jittered(pause), time, _stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    // Hosts that started together must not knock together.
    private static TimeSpan Jittered(TimeSpan interval) => interval * (0.8 + (0.4 * Random.Shared.NextDouble()));
}
