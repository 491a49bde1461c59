using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Notify.Inbox;
using Notify.Maintenance;

namespace Notify.Hosting;

/// <summary>
/// Runs the pipeline on demand. No part starves another: maintenance goes on beside the inbox and the sends, these take turns, and what fails ends for this run only itself.
/// </summary>
internal sealed class Worker(
    Readiness readiness,
    DeliveryPipeline pipeline,
    Maintainer maintainer,
    WebhookPump webhooks,
    MessagePump messages,
    WorkerName name,
    TimeProvider time,
    IOptions<WorkerOptions> options,
    ILogger<Worker> logger) : IWorker
{
    // So long the inbox goes on before what is to be sent has its turn, and the other way round.
    private static readonly TimeSpan Turn = TimeSpan.FromSeconds(30);

    public async Task<int> RunOnceAsync(CancellationToken cancellationToken = default)
    {
        await readiness.EnsureAsync(cancellationToken).ConfigureAwait(false);
        var failures = new RunFailures(name, logger);
        var reading = new RunPart("webhooks", () => webhooks.RunAsync(cancellationToken), failures, cancellationToken);
        var handling = new RunPart("inbound", () => messages.RunAsync(cancellationToken, CancellationToken.None), failures, cancellationToken);
        var sending = new RunPart("batch", () => pipeline.RunAsync(cancellationToken, CancellationToken.None), failures, cancellationToken);

        // First: what came in since the last run tells maintenance whose time is not over after all.
        await TurnAsync(reading.RoundAsync).ConfigureAwait(false);
        await MaintainAsync(failures, cancellationToken).ConfigureAwait(false);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var isOver = new TaskCompletionSource();
        var maintaining = KeepMaintainingAsync(failures, isOver.Task, end.Token);
        try
        {
            bool isMore;
            do
            {
                isMore = await TurnAsync(() => HearAsync(reading, handling, cancellationToken)).ConfigureAwait(false);
                isMore |= await TurnAsync(sending.RoundAsync).ConfigureAwait(false);
            }
            while (isMore && !cancellationToken.IsCancellationRequested);
        }
        finally
        {
            // A run that breaks off is over for its caller, who may begin the next: no handler of it is left behind.
            await messages.DrainAsync().ConfigureAwait(false);

            // What only waits ends on this thread, so that a run in virtual time goes on before the clock does; a delay that is cancelled would go on elsewhere.
            isOver.SetResult();
            End(end);
            await maintaining.ConfigureAwait(false);
        }

        failures.ThrowFirst();
        return sending.Done;
    }

    // Whether there was more to do when the turn was over.
    private async Task<bool> TurnAsync(Func<Task<int>> round)
    {
        var since = time.GetTimestamp();
        while (await round().ConfigureAwait(false) > 0)
        {
            if (time.GetElapsedTime(since) >= Turn)
            {
                return true;
            }
        }

        return false;
    }

    // A handler that takes longer than a turn is waited for again in the next; where such keep all places, no message is asked for.
    private async Task<int> HearAsync(RunPart reading, RunPart handling, CancellationToken cancellationToken)
    {
        var done = await reading.RoundAsync().ConfigureAwait(false) + (messages.HasPlace ? await handling.RoundAsync().ConfigureAwait(false) : 0);
        var drained = messages.DrainAsync();
        await drained.WaitAsync(Turn, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return drained.IsCompleted ? done : done + 1;
    }

    private async Task KeepMaintainingAsync(RunFailures failures, Task isOver, CancellationToken end)
    {
        try
        {
            while (true)
            {
                var next = Task.Delay(options.Value.MaintenanceInterval, time, end);
                if (await Task.WhenAny(next, isOver).ConfigureAwait(false) == isOver)
                {
                    return;
                }

                await next.ConfigureAwait(false);
                await MaintainAsync(failures, end).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
        }
    }

    // A round under way, and the delay that nobody waits for any more.
    private static void End(CancellationTokenSource maintenance) => maintenance.Cancel();

    private async Task MaintainAsync(RunFailures failures, CancellationToken cancellationToken)
    {
        try
        {
            await maintainer.RunAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            failures.Add("maintenance", e);
        }
    }
}
