using Microsoft.Extensions.Logging;
using Notify.Claiming;
using Notify.Contacts;
using Notify.Conversations;
using Notify.Deliveries;
using Notify.Diagnostics;
using Notify.Messages;
using Notify.Policies;

namespace Notify.Outcomes;

/// <summary>Stage 6 for a slice: plans settlements, closes gates where an outcome speaks of more than one message, tells logs and metrics.</summary>
internal sealed class OutcomeStage(
    OutcomePlanner planner, GateCloser gates, WindowCloser windows, MarketingWishes wishes, PersonLinks links, NotifyMetrics metrics, ILogger<OutcomeStage> logger)
{
    /// <summary>The settlements, and the items whose message did not leave and whose limits go back.</summary>
    public async Task<(List<Settlement> Settlements, List<WorkItem> Unsent)> PlanAsync(List<WorkItem> sent, CancellationToken cancellationToken)
    {
        // Gates first: what is queued again must not be claimed before they are shut, and what was accepted holds its probe's place until they are open.
        var areClosed = await gates.CloseAsync(
            [.. sent.Select(i => (FlowOf(i), (Address?)i.Context.Address, i.Outcome!, planner.PolicyFor(i.Template)))], cancellationToken).ConfigureAwait(false);
        await gates.OpenAsync(
            [.. sent.Where(i => i.Delivery.IsProbe && i.Outcome!.Class == OutcomeClass.Accepted).Select(i => i.Delivery.Id)], cancellationToken).ConfigureAwait(false);

        // Forgotten first, for the same reason: what is queued again must not find them open.
        await windows.CloseAsync(
            [.. sent.Where(i => i.Outcome!.IsWindowClosed).Select(i => new WindowClosing(WindowPolicy.Key(i.Context), i.Context.Now))], cancellationToken).ConfigureAwait(false);
        await wishes.StopAsync(
            sent.Where(i => i.Outcome!.IsMarketingOptOut).Select(i => (i.Delivery.Flow, i.Context.Contact, (DateTimeOffset?)null)), cancellationToken).ConfigureAwait(false);
        var settlements = sent.Select((item, i) => Settle(item, areClosed[i])).ToList();
        return (settlements, sent.FindAll(i => i.Outcome!.Class is not (OutcomeClass.Accepted or OutcomeClass.Unknown)));
    }

    // What is said of a template that stood in for plain content is said of that one.
    private static FlowKey FlowOf(WorkItem item) => item is { Message: TemplateMessage, Context: { Template: null, Substitute: { } substitute } }
        ? substitute.FlowOf(item.Delivery.Flow)
        : item.Delivery.Flow;

    // Behind a closed gate it waits for that and for nothing else, and no attempt is spent: what stopped it speaks of more than this message.
    private Settlement Settle(WorkItem item, bool isGateClosed)
    {
        var (id, send, outcome) = (item.Delivery.Id, item.Mark.SendNumber, item.Outcome!);
        if (outcome.IsWindowClosed && item.Context.Substitute is not null && item.Message is not TemplateMessage)
        {
            return OutcomePlanner.PlanSubstitute(id, send, item.Mark.Attempts, outcome, planner.PolicyFor(item.Template));
        }

        return isGateClosed && GatePlanner.IsHeld(outcome)
            ? Settlement.Stopped(id, send, TimeSpan.Zero, outcome.Code, outcome.Detail)
            : planner.Plan(id, send, item.Mark.Attempts, outcome, planner.PolicyFor(item.Template));
    }

    /// <summary>Tells logs and metrics. Comes after the settlements are written: a log that throws must not put accepted messages in doubt.</summary>
    public void Tell(List<WorkItem> sent, List<Settlement> settlements)
    {
        for (var i = 0; i < sent.Count; i++)
        {
            Tell(sent[i], sent[i].Outcome!, settlements[i]);
        }
    }

    /// <summary>Keeps what the answers said of people. Comes after the settlements are written, and holds up none of them.</summary>
    public Task LearnAsync(List<WorkItem> sent, CancellationToken cancellationToken)
    {
        List<(string, LinkedAddresses)> people =
        [
            .. sent.Where(i => i.Outcome!.AlsoKnownAs is { } other && other != i.Context.Address)
                .Select(i => (i.Delivery.Flow.Tenant, LinkedAddresses.Of([i.Context.Address, i.Outcome!.AlsoKnownAs!.Value]))),
        ];
        return people.Count == 0 ? Task.CompletedTask : links.LearnAsync(people, cancellationToken);
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
