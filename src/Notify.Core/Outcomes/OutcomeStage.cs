using Microsoft.Extensions.Logging;
using Notify.Claiming;
using Notify.Deliveries;
using Notify.Diagnostics;

namespace Notify.Outcomes;

/// <summary>Stage 6 for a slice: plans settlements, closes gates where an outcome speaks of more than one message, tells logs and metrics.</summary>
internal sealed class OutcomeStage(OutcomePlanner planner, GateCloser gates, NotifyMetrics metrics, ILogger<OutcomeStage> logger)
{
    /// <summary>The settlements, and the items whose message did not leave and whose limits go back.</summary>
    public async Task<(List<Settlement> Settlements, List<WorkItem> Unsent)> PlanAsync(List<WorkItem> sent, CancellationToken cancellationToken)
    {
        var settlements = new List<Settlement>(sent.Count);
        var unsent = new List<WorkItem>();
        foreach (var item in sent)
        {
            var outcome = item.Outcome!;
            var policy = planner.PolicyFor(item.Template);
            var settlement = planner.Plan(item.Delivery.Id, item.Mark.SendNumber, item.Mark.Attempts, outcome, policy);
            settlements.Add(settlement);
            if (outcome.Class is not (OutcomeClass.Accepted or OutcomeClass.Unknown))
            {
                unsent.Add(item);
            }
        }

        await gates.CloseAsync(unsent.Select(i => (i.Delivery.Flow, i.Outcome!, planner.PolicyFor(i.Template))), cancellationToken).ConfigureAwait(false);
        return (settlements, unsent);
    }

    /// <summary>Tells logs and metrics. Comes after the settlements are written: a log that throws must not put accepted messages in doubt.</summary>
    public void Tell(List<WorkItem> sent, List<Settlement> settlements)
    {
        for (var i = 0; i < sent.Count; i++)
        {
            Tell(sent[i], sent[i].Outcome!, settlements[i]);
        }
    }

    private void Tell(WorkItem item, Outcome outcome, Settlement settlement)
    {
        var delivery = item.Delivery;
        var flow = delivery.Flow;
        metrics.SendDone(flow, outcome, settlement.State);
        if (outcome.Class == OutcomeClass.Accepted)
        {
            logger.SendOk(delivery.Id, flow.Tenant, flow.Channel.Name, item.Mark.SendNumber, flow.Template, delivery.CorrelationId);
            return;
        }

        logger.SendFail(
            delivery.Id,
            flow.Tenant,
            flow.Channel.Name,
            item.Mark.SendNumber,
            outcome.Class.ToString(),
            outcome.Scope.ToString(),
            outcome.Code,
            outcome.Detail,
            settlement.State.ToString(),
            outcome.Remedy,
            delivery.CorrelationId);
    }
}
