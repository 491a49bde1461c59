using Microsoft.Extensions.Logging;
using Notify.Claiming;
using Notify.Deliveries;
using Notify.Diagnostics;
using Notify.Policies;

namespace Notify.Limits;

/// <summary>Takes a batch's messages from its tenants' quotas: one number a tenant, nothing where no tenant has one.</summary>
internal sealed class QuotaStage(IQuotas quotas, NotifyMetrics metrics, ILogger<QuotaStage> logger)
{
    /// <summary>Keeps the first of each tenant that its quota has room for; the others get a settlement and keep their place in the line.</summary>
    public async Task<List<(WorkItem Item, Verdict Verdict)>> TakeAsync(
        List<(WorkItem Item, Verdict Verdict)> allowed, List<Settlement> settlements, CancellationToken cancellationToken)
    {
        var requests = allowed.Where(a => a.Item.Delivery.HasQuota)
            .CountBy(a => a.Item.Delivery.Flow.Tenant, StringComparer.Ordinal).Select(t => new QuotaRequest(t.Key, t.Value)).ToList();
        if (requests.Count == 0)
        {
            return allowed;
        }

        var grants = await quotas.TakeAsync(requests, cancellationToken).ConfigureAwait(false);
        var left = requests.Zip(grants).ToDictionary(g => g.First.Tenant, g => g.Second, StringComparer.Ordinal);
        return allowed.FindAll(a => !a.Item.Delivery.HasQuota || TryTake(a.Item, left, settlements));
    }

    /// <summary>Gives back what items took, once: a second call for the same items gives nothing.</summary>
    public Task GiveBackAsync(IEnumerable<WorkItem> unused, CancellationToken cancellationToken)
    {
        var returns = unused.Where(i => i.QuotaResetsAt is not null)
            .CountBy(i => (i.Delivery.Flow.Tenant, ResetsAt: i.TakeQuota()))
            .Select(t => new QuotaReturn(t.Key.Tenant, t.Value, t.Key.ResetsAt)).ToList();
        return returns.Count == 0 ? Task.CompletedTask : quotas.GiveBackAsync(returns, cancellationToken);
    }

    private bool TryTake(WorkItem item, Dictionary<string, QuotaGrant> left, List<Settlement> settlements)
    {
        var delivery = item.Delivery;
        var (granted, resetsAt) = left[delivery.Flow.Tenant];
        if (resetsAt is null || granted > 0)
        {
            left[delivery.Flow.Tenant] = new QuotaGrant(granted - 1, resetsAt);
            item.QuotaResetsAt = resetsAt;
            return true;
        }

        metrics.Filtered(delivery.Flow, Reasons.Quota, DecisionKind.Defer);
        logger.DeferredPolicy(
            delivery.Id, delivery.Flow.Tenant, resetsAt.Value, "quota", Reasons.Quota, delivery.Flow.Template, delivery.CorrelationId);
        settlements.Add(Settlement.Wait(delivery.Id, Reasons.Quota));
        return false;
    }
}
