using System.Data.Common;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Notify.Deliveries;
using Notify.Diagnostics;
using Notify.Explaining;
using Notify.Hosting;
using Notify.Plans;
using Notify.Policies;
using Notify.Storage;

namespace Notify.Queueing;

/// <summary>Stage 1 from the app's side.</summary>
internal sealed class Notifier(
    Readiness readiness,
    QueuePlanner planner,
    IDeliveryQueue queue,
    SharedEnqueue shared,
    BlockedLine line,
    IDeliveryLog log,
    IDeliveryCommands commands,
    IWorkSignal signal,
    Explainer explainer,
    NotifyMetrics metrics,
    IOptions<QueueingOptions> options,
    TimeProvider time,
    ILogger<Notifier> logger) : INotifier
{
    // What was planned longer ago is planned again: contacts and times may have changed.
    private static readonly TimeSpan PlanLife = TimeSpan.FromSeconds(1);

    public async Task<QueueResult> QueueAsync(Notification notification, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(notification);
        return Valid(await StoreAsync([notification], null, cancellationToken).ConfigureAwait(false));
    }

    public async Task<IReadOnlyList<QueueResult>> QueueAsync(
        IReadOnlyCollection<Notification> notifications, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(notifications);
        return notifications.Count == 0 ? [] : await StoreAsync(notifications, null, cancellationToken).ConfigureAwait(false);
    }

    public async Task<QueueResult> QueueAsync(Notification notification, DbTransaction transaction, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(notification);
        ArgumentNullException.ThrowIfNull(transaction);
        return Valid(await StoreAsync([notification], transaction, cancellationToken).ConfigureAwait(false));
    }

    public async Task<IReadOnlyList<QueueResult>> QueueAsync(
        IReadOnlyCollection<Notification> notifications, DbTransaction transaction, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(notifications);
        ArgumentNullException.ThrowIfNull(transaction);
        return notifications.Count == 0 ? [] : await StoreAsync(notifications, transaction, cancellationToken).ConfigureAwait(false);
    }

    public async IAsyncEnumerable<QueueResult> QueueAsync(
        IAsyncEnumerable<Notification> notifications,
        IProgress<QueueProgress>? progress = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(notifications);
        var total = default(QueueProgress);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var batches = notifications.Chunk(options.Value.StreamBatchSize).GetAsyncEnumerator(stop.Token);
        await using var _ = batches.ConfigureAwait(false);
        var storing = new Queue<Task<QueueResult[]>>(options.Value.StreamParallelism);
        var ahead = PlanNextAsync(batches, stop.Token);
        try
        {
            while (await NextToStoreAsync(ahead, storing).ConfigureAwait(false) is var planned && (planned is not null || storing.Count > 0))
            {
                if (planned is not null)
                {
                    // The next batch is read and planned while the store works on this one.
                    cancellationToken.ThrowIfCancellationRequested();
                    storing.Enqueue(StoreFreshAsync(planned, cancellationToken));
                    ahead = PlanNextAsync(batches, stop.Token);
                    continue;
                }

                var results = await storing.Dequeue().ConfigureAwait(false);
                total = Add(total, results);
                progress?.Report(total);
                foreach (var result in results)
                {
                    yield return result;
                }
            }
        }
        finally
        {
            // A stream may not be let go of while it is being read.
            await stop.CancelAsync().ConfigureAwait(false);
            await ((Task)ahead).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (ahead.IsCompletedSuccessfully)
            {
                (await ahead.ConfigureAwait(false))?.Activity?.Dispose();
            }

            foreach (var one in storing)
            {
                await ((Task)one).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    public async Task<int> CancelAsync(string tenant, Guid notificationId, string reason, CancellationToken cancellationToken = default)
    {
        await readiness.EnsureAsync(cancellationToken).ConfigureAwait(false);
        var selection = new DeliverySelection(tenant) { NotificationId = notificationId };
        return await commands.CancelAsync(selection, new CommandInfo("app", reason), cancellationToken).ConfigureAwait(false);
    }

    public async Task<Explanation> ExplainAsync(Notification notification, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(notification);
        await readiness.EnsureAsync(cancellationToken).ConfigureAwait(false);
        return await explainer.ExplainAsync(notification, cancellationToken).ConfigureAwait(false);
    }

    // The batch to store now; null where the oldest one under way is to be answered first, or there is none left of either.
    private async Task<PlannedBatch?> NextToStoreAsync(Task<PlannedBatch?> ahead, Queue<Task<QueueResult[]>> storing)
    {
        if (storing.Count == options.Value.StreamParallelism)
        {
            return null;
        }

        if (storing.TryPeek(out var oldest))
        {
            // What is stored is answered before it is said that the stream broke, and while the stream waits.
            await Task.WhenAny(ahead, oldest).ConfigureAwait(false);
            return ahead.IsCompletedSuccessfully ? await ahead.ConfigureAwait(false) : null;
        }

        return await ahead.ConfigureAwait(false);
    }

    private async Task<QueueResult[]> StoreFreshAsync(PlannedBatch planned, CancellationToken cancellationToken)
    {
        if (time.GetElapsedTime(planned.At) > PlanLife)
        {
            planned.Activity?.Dispose();
            planned = await PlanAsync(planned.Notifications, null, cancellationToken).ConfigureAwait(false);
        }

        return await StoreAsync(planned, null, cancellationToken).ConfigureAwait(false);
    }

    private async Task<PlannedBatch?> PlanNextAsync(IAsyncEnumerator<Notification[]> batches, CancellationToken cancellationToken) =>
        await batches.MoveNextAsync().ConfigureAwait(false) ? await PlanAsync(batches.Current, null, cancellationToken).ConfigureAwait(false) : null;

    private async Task<PlannedBatch> PlanAsync(IReadOnlyCollection<Notification> notifications, DbTransaction? transaction, CancellationToken cancellationToken)
    {
        await readiness.EnsureAsync(cancellationToken).ConfigureAwait(false);
        var activity = NotifyActivity.Source.StartActivity(NotifyActivity.Queue, ActivityKind.Producer);
        activity?.SetTag("notify.count", notifications.Count);
        try
        {
            var at = time.GetTimestamp();
            return new PlannedBatch(notifications, await planner.PlanAsync(notifications, transaction, cancellationToken).ConfigureAwait(false), at, activity);
        }
        catch (StorageException e) when (e.Failure == StorageFailure.MayBeStored)
        {
            // A new contact at most; not what was asked for.
            activity?.Dispose();
            throw new StorageException(StorageFailure.NotStored, e.Operation, e.InnerException);
        }
        catch
        {
            activity?.Dispose();
            throw;
        }
    }

    private async Task<QueueResult[]> StoreAsync(
        IReadOnlyCollection<Notification> notifications, DbTransaction? transaction, CancellationToken cancellationToken)
    {
        var planned = await PlanAsync(notifications, transaction, cancellationToken).ConfigureAwait(false);
        return await StoreAsync(planned, transaction, cancellationToken).ConfigureAwait(false);
    }

    private async Task<QueueResult[]> StoreAsync(PlannedBatch planned, DbTransaction? transaction, CancellationToken cancellationToken)
    {
        using var activity = planned.Activity;
        var plans = planned.Plans;
        var results = new QueueResult[plans.Count];
        var toStore = new List<NewNotification>(plans.Count);
        for (var i = 0; i < results.Length; i++)
        {
            if (plans[i].ToStore is { } notification)
            {
                toStore.Add(notification);
            }
            else
            {
                results[i] = await RefuseAsync(plans[i], cancellationToken).ConfigureAwait(false);
            }
        }

        if (toStore.Count == 0)
        {
            return results;
        }

        // The last thing that can fail: what is stored is answered for.
        var stored = transaction is null
            ? await EnqueueAsync(toStore, cancellationToken).ConfigureAwait(false)
            : await queue.EnqueueAsync(toStore, transaction, cancellationToken).ConfigureAwait(false);
        if (transaction is null)
        {
            // Nobody here sees the caller's commit; the store wakes workers from inside the transaction.
            signal.Pulse();
        }

        var next = 0;
        for (var i = 0; i < results.Length; i++)
        {
            results[i] ??= Answer(toStore[next], stored[next++], isCommitted: transaction is null);
        }

        return results;
    }

    private async Task<IReadOnlyList<EnqueueResult>> EnqueueAsync(List<NewNotification> toStore, CancellationToken cancellationToken) => toStore.Count == 1
        ? [await shared.EnqueueAsync(toStore[0], cancellationToken).ConfigureAwait(false)]
        : await line.RunAsync("enqueue", token => queue.EnqueueAsync(toStore, null, token), cancellationToken).ConfigureAwait(false);

    private static QueueResult Valid(QueueResult[] results) =>
        results[0].Status == QueueStatus.Invalid ? throw new InvalidNotificationException(results[0].Errors) : results[0];

    private QueueResult Answer(NewNotification stored, EnqueueResult result, bool isCommitted)
    {
        if (result.IsDuplicate)
        {
            return new QueueResult(QueueStatus.Duplicate, result.NotificationId, [], result.ContentDiffers);
        }

        var blocked = 0;
        for (var i = 0; i < stored.Deliveries.Count; i++)
        {
            var delivery = stored.Deliveries[i];
            if (delivery.State == DeliveryState.Blocked)
            {
                blocked++;
                metrics.Filtered(delivery.Flow, delivery.Reason!, DecisionKind.Block);
                logger.BlockedOptOut(delivery.Id, delivery.Flow.Tenant, delivery.Flow.Template, delivery.CorrelationId);
            }
            else if (delivery.State == DeliveryState.Held)
            {
                logger.Held(delivery.Id, delivery.Flow.Tenant, delivery.Flow.Channel.Name, delivery.Flow.Template, delivery.CorrelationId);
            }
            else if (isCommitted)
            {
                logger.Queued(delivery.Id, delivery.Flow.Tenant, delivery.Flow.Channel.Name, delivery.Flow.Template, delivery.CorrelationId);
            }
            else
            {
                logger.QueuedUncommitted(delivery.Id, delivery.Flow.Tenant, delivery.Flow.Channel.Name, delivery.Flow.Template, delivery.CorrelationId);
            }
        }

        if (isCommitted && stored.Deliveries.Count > 1 && stored.Deliveries.Count(static d => d.State == DeliveryState.Queued) > 1)
        {
            logger.DualStart(stored.Id, stored.Tenant, string.Join(", ", stored.Deliveries.Select(static d => d.Flow.Channel)), stored.Deliveries[0].CorrelationId);
        }

        return new QueueResult(blocked == stored.Deliveries.Count ? QueueStatus.Blocked : QueueStatus.Queued, result.NotificationId, []);
    }

    // What is wrong now may have been right when the same key was queued before: the first one's id is still the answer.
    private async Task<QueueResult> RefuseAsync(QueuePlan plan, CancellationToken cancellationToken)
    {
        var source = plan.Source;
        if (source is { IdempotencyKey: { Length: > 0 } key, Tenant.Length: > 0 }
            && await log.FindByKeyAsync(source.Tenant, key, cancellationToken).ConfigureAwait(false) is { } first)
        {
            return new QueueResult(QueueStatus.Duplicate, first, []);
        }

        return QueueResult.Invalid(plan.Errors);
    }

    private static QueueProgress Add(QueueProgress total, QueueResult[] results) => new(
        total.Read + results.Length,
        total.Queued + results.Count(r => r.Status == QueueStatus.Queued),
        total.Duplicates + results.Count(r => r.Status == QueueStatus.Duplicate),
        total.Blocked + results.Count(r => r.Status == QueueStatus.Blocked),
        total.Invalid + results.Count(r => r.Status == QueueStatus.Invalid));
}
