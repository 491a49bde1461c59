using Microsoft.Extensions.Logging;
using Notify.Claiming;
using Notify.Deliveries;
using Notify.Diagnostics;
using Notify.Storage;

namespace Notify.Policies;

/// <summary>Stages 3 and 4: asks the policies and writes the message of what they allow. Every other one gets a settlement.</summary>
internal sealed class PolicyStage(PolicyRunner runner, NotifyMetrics metrics, ILogger<PolicyStage> logger)
{
    private static readonly TimeSpan NoSender = TimeSpan.FromMinutes(5);

    // A policy that defers to now or before would have the same rows claimed again and again.
    private static readonly TimeSpan ShortestDefer = TimeSpan.FromSeconds(1);

    public async Task<List<(WorkItem Item, Verdict Verdict)>> DecideAsync(
        List<WorkItem> items, List<Settlement> settlements, CancellationToken cancellationToken)
    {
        var allowed = new List<(WorkItem, Verdict)>(items.Count);
        if (!await TryLoadAsync(items, settlements, cancellationToken).ConfigureAwait(false))
        {
            return allowed;
        }

        foreach (var item in items)
        {
            var verdict = runner.Decide(item.Context, item.Delivery.Id);
            if (verdict.Decision.Kind == DecisionKind.Allow)
            {
                verdict = Prepare(item, verdict);
            }

            if (verdict.Decision.Kind == DecisionKind.Allow)
            {
                allowed.Add((item, verdict));
            }
            else
            {
                settlements.Add(Settle(item, verdict, item.Context.Now + ShortestDefer));
            }
        }

        return allowed;
    }

    // Handed back at once, the same rows would come again and keep all others waiting behind them.
    private async Task<bool> TryLoadAsync(List<WorkItem> items, List<Settlement> settlements, CancellationToken cancellationToken)
    {
        try
        {
            await runner.LoadAsync([.. items.Select(i => i.Context)], cancellationToken).ConfigureAwait(false);
            return true;
        }
        // A store that is away is nothing of theirs: they go back, and the worker waits for it.
        catch (Exception e) when (e is not StorageException && !cancellationToken.IsCancellationRequested)
        {
            foreach (var item in items)
            {
                var until = item.Context.Now + PolicyRunner.AfterError;
                logger.PolicyError("loading", item.Delivery.Id, until, item.Delivery.CorrelationId, new MaskedError(e));
                settlements.Add(Settlement.Defer(item.Delivery.Id, until, $"{Reasons.PipelineError}:{e.GetType().Name}"));
            }

            return false;
        }
    }

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;

    private Verdict Prepare(WorkItem item, Verdict verdict)
    {
        if (item.Sender is null)
        {
            return verdict.End("sender", Decision.Defer(item.Context.Now + NoSender, Reasons.NoSender));
        }

        try
        {
            item.Message = item.Context.Message;
            item.Note = verdict.Note;
        }
        catch (Exception e)
        {
            var until = item.Context.Now + NoSender;
            logger.PolicyError("rendering", item.Delivery.Id, until, item.Delivery.CorrelationId, new MaskedError(e));
            return verdict.End("rendering", Decision.Defer(until, $"{Reasons.PipelineError}:{e.GetType().Name}"));
        }

        return item.Message is null ? verdict.End("rendering", Decision.Block(Reasons.TemplateMissing)) : verdict;
    }

    private Settlement Settle(WorkItem item, Verdict verdict, DateTimeOffset earliest)
    {
        var delivery = item.Delivery;
        var flow = delivery.Flow;
        var reason = verdict.Decision.Reason!;
        metrics.Filtered(flow, reason, verdict.Decision.Kind);
        switch (verdict.Decision)
        {
            case { Kind: DecisionKind.Expire }:
                logger.Expired(delivery.Id, flow.Tenant, flow.Template, delivery.CorrelationId);
                return Settlement.Expire(delivery.Id);
            case { Kind: DecisionKind.Defer, Until: { } end } when reason == Reasons.QuietHours:
                logger.DeferredQuietHours(delivery.Id, flow.Tenant, end, flow.Template, delivery.CorrelationId);
                return Settlement.Defer(delivery.Id, end, reason, verdict.Decision.IsWindow);
            case { Kind: DecisionKind.Defer, Until: { } wanted }:
                var until = Later(wanted, earliest);
                logger.DeferredPolicy(delivery.Id, flow.Tenant, until, verdict.Policy, reason, flow.Template, delivery.CorrelationId);
                return Settlement.Defer(delivery.Id, until, reason, verdict.Decision.IsWindow);
            case { } when reason is Reasons.OptOut or Reasons.Erased:
                logger.FailedOptOut(delivery.Id, flow.Tenant, flow.Template, delivery.CorrelationId);
                return Settlement.Block(delivery.Id, reason);
            default:
                logger.BlockedPolicy(delivery.Id, flow.Tenant, verdict.Policy, reason, flow.Template, delivery.CorrelationId);
                return Settlement.Block(delivery.Id, reason);
        }
    }
}
