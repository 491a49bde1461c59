using Microsoft.Extensions.Logging;
using Notify.Claiming;
using Notify.Deliveries;
using Notify.Diagnostics;
using Notify.Policies;

namespace Notify.Limits;

/// <summary>The end of stage 3: takes a batch's charges in one go and gives back what is not used.</summary>
internal sealed class LimitStage(IRateLimiter limiter, NotifyMetrics metrics, ILogger<LimitStage> logger)
{
    /// <summary>Keeps the items whose charges were granted; the others get a settlement.</summary>
    public async Task<List<WorkItem>> AcquireAsync(
        List<(WorkItem Item, Verdict Verdict)> allowed, List<Settlement> settlements, CancellationToken cancellationToken)
    {
        var granted = new List<WorkItem>(allowed.Count);
        var charged = allowed.FindAll(a => a.Verdict.Charges.Count > 0);
        var grants = charged.Count == 0
            ? []
            : await limiter.AcquireAsync([.. charged.Select(c => c.Verdict.Charges)], cancellationToken).ConfigureAwait(false);
        var next = 0;
        foreach (var (item, verdict) in allowed)
        {
            if (verdict.Charges.Count == 0)
            {
                granted.Add(item);
                continue;
            }

            var grant = grants[next++];
            if (!grant.IsGranted)
            {
                settlements.Add(Refuse(item, verdict, grant));
                continue;
            }

            if (grant.IsOver)
            {
                logger.RateLimitWarning(item.Delivery.ContactId, item.Delivery.Flow.Tenant, item.Delivery.Id, item.Delivery.CorrelationId);
            }

            (item.Charges, item.ChargedAt) = (verdict.Charges, grant.GrantedAt);
            granted.Add(item);
        }

        return granted;
    }

    /// <summary>Gives back what items took and did not use.</summary>
    public Task RefundAsync(IEnumerable<WorkItem> unused, CancellationToken cancellationToken)
    {
        var refunds = unused.SelectMany(i => i.Charges.Select(c => new LimitRefund(c, i.ChargedAt))).ToList();
        return refunds.Count == 0 ? Task.CompletedTask : limiter.RefundAsync(refunds, cancellationToken);
    }

    private Settlement Refuse(WorkItem item, Verdict verdict, LimitGrant grant)
    {
        var delivery = item.Delivery;
        var until = grant.Until ?? item.Context.Now + verdict.Charges[0].Window;
        var reason = verdict.ChargeReason ?? Reasons.RateLimit;
        metrics.Filtered(delivery.Flow, reason, DecisionKind.Defer);
        if (reason == Reasons.RateLimit)
        {
            logger.DeferredRateLimit(delivery.Id, delivery.Flow.Tenant, until, delivery.Flow.Template, delivery.CorrelationId);
        }
        else
        {
            logger.DeferredPolicy(delivery.Id, delivery.Flow.Tenant, until, "limit", reason, delivery.Flow.Template, delivery.CorrelationId);
        }

        return Settlement.Defer(delivery.Id, until, reason);
    }
}
