using Microsoft.Extensions.Logging;
using Notify.Claiming;
using Notify.Contacts;
using Notify.Deliveries;
using Notify.Diagnostics;

namespace Notify.Plans;

/// <summary>After a settlement: tells when a notification is through on all its channels, and notes who was found not to be on one. Reads and writes nothing for others.</summary>
internal sealed class PlanStage(IDeliveryLog log, ReachLearner reach, ILogger<PlanStage> logger)
{
    /// <summary>What has been settled, and what it is about.</summary>
    public async Task AfterAsync(IReadOnlyList<WorkItem> items, IReadOnlyList<Settlement> settlements, CancellationToken cancellationToken)
    {
        await reach.NoteMissingAsync(
            items.Where(i => i.Outcome is { IsNotOnChannel: true } && i.Context.Contact.Facts.IsReachable(i.Delivery.Flow.Channel, i.Context.Now) != false)
                .Select(i => (i.Delivery.ContactId, i.Delivery.Flow.Channel)),
            cancellationToken).ConfigureAwait(false);
        await TellAsync(items, settlements, cancellationToken).ConfigureAwait(false);
    }

    private async Task TellAsync(IReadOnlyList<WorkItem> items, IReadOnlyList<Settlement> settlements, CancellationToken cancellationToken)
    {
        Dictionary<Guid, WorkItem>? together = null;
        foreach (var item in items)
        {
            if (item.Together > 1)
            {
                (together ??= [])[item.Delivery.Id] = item;
            }
        }

        var ended = together is null ? [] : settlements
            .Where(s => s.State is not (DeliveryState.Queued or DeliveryState.Unconfirmed) && together.ContainsKey(s.DeliveryId))
            .Select(s => together[s.DeliveryId])
            .DistinctBy(i => Ids.NotificationOf(i.Delivery.Id))
            .ToList();
        if (ended.Count == 0)
        {
            return;
        }

        try
        {
            var records = await log.GetAsync([.. ended.SelectMany(Siblings)], cancellationToken).ConfigureAwait(false);
            foreach (var item in ended)
            {
                Tell(item, [.. Siblings(item).Select(records.GetValueOrDefault).OfType<DeliveryRecord>()]);
            }
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            logger.DualUnknown(ended.Count, new MaskedError(e));
        }
    }

    private void Tell(WorkItem item, List<DeliveryRecord> siblings)
    {
        if (siblings.TrueForAll(s => s.State is not (DeliveryState.Queued or DeliveryState.Claimed or DeliveryState.Sending or DeliveryState.Unconfirmed)))
        {
            logger.DualComplete(
                Ids.NotificationOf(item.Delivery.Id),
                item.Delivery.Flow.Tenant,
                string.Join(", ", siblings.Select(s => $"{s.Flow.Channel} {s.State}")),
                item.Delivery.CorrelationId);
        }
    }

    private static IEnumerable<Guid> Siblings(WorkItem item) =>
        Enumerable.Range(1, item.Together).Select(n => Ids.Delivery(Ids.NotificationOf(item.Delivery.Id), n));
}
