using Microsoft.Extensions.Logging;
using Notify.Claiming;
using Notify.Deliveries;
using Notify.Diagnostics;
using Notify.Policies;

namespace Notify.Limits;

/// <summary>The end of stage 3: takes a batch's quotas and charges, each in one go, and gives back what is not used.</summary>
internal sealed class LimitStage(QuotaStage quotas, IRateLimiter limiter, NotifyMetrics metrics, ILogger<LimitStage> logger)
{
    /// <summary>Keeps the items whose quota and charges were granted; the others get a settlement.</summary>
    public async Task<List<WorkItem>> AcquireAsync(
        List<(WorkItem Item, Verdict Verdict)> allowed, List<Settlement> settlements, CancellationToken cancellationToken)
    {
        // Quotas first: taken and given back within a moment they do no harm, while a limit's refusal tells a contact's next message to come in an hour.
        var within = await quotas.TakeAsync(allowed, settlements, cancellationToken).ConfigureAwait(false);
        try
        {
            var granted = await ChargeAsync(within, settlements, cancellationToken).ConfigureAwait(false);
            if (granted.Count < within.Count)
            {
                await quotas.GiveBackAsync(within.Select(w => w.Item).Except(granted), CancellationToken.None).ConfigureAwait(false);
            }

            return granted;
        }
        catch
        {
            await RefundAsync(within.Select(w => w.Item), CancellationToken.None).ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Gives back what items took and did not use. At most once: what is lost on the way makes limits stricter, never wider.</summary>
    public async Task RefundAsync(IEnumerable<WorkItem> unused, CancellationToken cancellationToken)
    {
        var items = unused.ToList();
        var refunds = items.SelectMany(i => i.TakeCharges().Select(c => new LimitRefund(c, i.ChargedAt))).ToList();
        if (refunds.Count > 0)
        {
            await limiter.RefundAsync(refunds, cancellationToken).ConfigureAwait(false);
        }

        await quotas.GiveBackAsync(items, cancellationToken).ConfigureAwait(false);
    }

    private async Task<List<WorkItem>> ChargeAsync(
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

            item.Charged(verdict.Charges, grant.GrantedAt);
            granted.Add(item);
            if (grant.IsOver)
            {
                logger.RateLimitWarning(item.Delivery.ContactId, item.Delivery.Flow.Tenant, item.Delivery.Id, item.Delivery.CorrelationId);
            }
        }

        return granted;
    }

    private Settlement Refuse(WorkItem item, Verdict verdict, LimitGrant grant)
    {
        var delivery = item.Delivery;
        var until = grant.Until ?? item.Context.Now + verdict.Charges[grant.Refused].Window;
        var reason = verdict.ReasonOf(grant.Refused);
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
