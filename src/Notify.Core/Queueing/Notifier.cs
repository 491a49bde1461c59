using System.Data.Common;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Notify.Deliveries;
using Notify.Diagnostics;
using Notify.Explaining;
using Notify.Hosting;
using Notify.Policies;
using Notify.Storage;

namespace Notify.Queueing;

/// <summary>Stage 1 from the app's side.</summary>
internal sealed class Notifier(
    Readiness readiness,
    QueuePlanner planner,
    IDeliveryQueue queue,
    IDeliveryLog log,
    IDeliveryCommands commands,
    IWorkSignal signal,
    Explainer explainer,
    NotifyMetrics metrics,
    IOptions<QueueingOptions> options,
    ILogger<Notifier> logger) : INotifier
{
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
        await foreach (var batch in notifications.Chunk(options.Value.StreamBatchSize).WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            var results = await StoreAsync(batch, null, cancellationToken).ConfigureAwait(false);
            total = Add(total, results);
            progress?.Report(total);
            foreach (var result in results)
            {
                yield return result;
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

    private async Task<QueueResult[]> StoreAsync(
        IReadOnlyCollection<Notification> notifications, DbTransaction? transaction, CancellationToken cancellationToken)
    {
        await readiness.EnsureAsync(cancellationToken).ConfigureAwait(false);
        using var activity = NotifyActivity.Source.StartActivity(NotifyActivity.Queue, ActivityKind.Producer);
        activity?.SetTag("notify.count", notifications.Count);
        var plans = await planner.PlanAsync(notifications, transaction, cancellationToken).ConfigureAwait(false);
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
        var stored = await queue.EnqueueAsync(toStore, transaction, cancellationToken).ConfigureAwait(false);
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

    private static QueueResult Valid(QueueResult[] results) =>
        results[0].Status == QueueStatus.Invalid ? throw new InvalidNotificationException(results[0].Errors) : results[0];

    private QueueResult Answer(NewNotification stored, EnqueueResult result, bool isCommitted)
    {
        if (result.IsDuplicate)
        {
            return new QueueResult(QueueStatus.Duplicate, result.NotificationId, [], result.ContentDiffers);
        }

        var blocked = stored.Deliveries.All(d => d.State == DeliveryState.Blocked);
        foreach (var delivery in stored.Deliveries)
        {
            if (delivery.State == DeliveryState.Blocked)
            {
                metrics.Filtered(delivery.Flow, delivery.Reason!, DecisionKind.Block);
                logger.BlockedOptOut(delivery.Id, delivery.Flow.Tenant, delivery.Flow.Template, delivery.CorrelationId);
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

        return new QueueResult(blocked ? QueueStatus.Blocked : QueueStatus.Queued, result.NotificationId, []);
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
