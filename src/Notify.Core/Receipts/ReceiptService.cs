using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Notify.Contacts;
using Notify.Conversations;
using Notify.Deliveries;
using Notify.Diagnostics;
using Notify.Hosting;
using Notify.Outcomes;
using Notify.Plans;
using Notify.Storage;
using Notify.Templates;

namespace Notify.Receipts;

/// <summary>Stage 8: plans what failed receipts come to and applies all of them in one transaction.</summary>
internal sealed class ReceiptService(
    Readiness readiness,
    IReceiptStore store,
    IDeliveryLog log,
    IContactStore contacts,
    TemplateCatalog catalog,
    OutcomePlanner planner,
    GateCloser gates,
    ReachLearner reach,
    WindowCloser windows,
    MarketingWishes wishes,
    IWorkSignal signal,
    NotifyMetrics metrics,
    ILogger<ReceiptService> logger) : IReceipts
{
    public async Task<IReadOnlyList<ReceiptEffect>> ApplyAsync(IReadOnlyList<Receipt> receipts, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(receipts);
        if (receipts.Count == 0)
        {
            return [];
        }

        await readiness.EnsureAsync(cancellationToken).ConfigureAwait(false);
        receipts = [.. receipts.Select(Masked)];
        var known = await ReadAsync(receipts, cancellationToken).ConfigureAwait(false);
        await windows.CloseAsync([.. receipts.Select(r => Closed(r, known)).OfType<WindowClosing>()], cancellationToken).ConfigureAwait(false);
        var people = await PeopleAsync(receipts, known, cancellationToken).ConfigureAwait(false);
        await wishes.StopAsync(receipts.Select(r => Stopped(r, known, people)).OfType<(FlowKey, Contact, DateTimeOffset?)>(), cancellationToken).ConfigureAwait(false);
        var standIns = await StandIns.ReadAsync(log, receipts, known, cancellationToken).ConfigureAwait(false);
        var updates = receipts.Select(r => new ReceiptUpdate(r, Plan(r, known))).ToList();
        var effects = await store.ApplyAsync(updates, cancellationToken).ConfigureAwait(false);
        var failed = new List<(FlowKey, Address?, Outcome, RetryPolicy)>();
        var missing = new List<(Guid, Channel)>();
        for (var i = 0; i < effects.Count; i++)
        {
            Tell(updates[i], effects[i], known);
            if (effects[i] == ReceiptEffect.Applied && receipts[i] is { Failure: { } failure, Reference: { } reference } && known.TryGetValue(reference.DeliveryId, out var delivery))
            {
                var flow = standIns.TryGetValue(delivery.Id, out var standIn) ? delivery.Flow with { Template = standIn } : delivery.Flow;
                failed.Add((flow, people.GetValueOrDefault(delivery.ContactId)?.Address, failure, planner.PolicyFor(catalog.AnyLocale(flow))));
                if (failure.IsNotOnChannel)
                {
                    missing.Add((delivery.ContactId, delivery.Flow.Channel));
                }
            }
            else if (effects[i] == ReceiptEffect.Applied && receipts[i] is { Status: ReceiptStatus.Delivered or ReceiptStatus.Read, Reference: { } proven })
            {
                reach.Reached(proven.DeliveryId);
            }
        }

        await gates.CloseAsync(failed, CancellationToken.None).ConfigureAwait(false);
        await reach.NoteMissingAsync(missing, CancellationToken.None).ConfigureAwait(false);
        return effects;
    }

    // Only failures need planning, and traces and the log of every receipt somebody to read them: the usual webhook reads nothing before it writes.
    private async Task<IReadOnlyDictionary<Guid, DeliveryRecord>> ReadAsync(IReadOnlyList<Receipt> receipts, CancellationToken cancellationToken)
    {
        var isWatched = NotifyActivity.Source.HasListeners() || logger.IsEnabled(LogLevel.Debug);
        var ids = receipts
            .Where(r => r.Reference is not null && (isWatched || r.Status == ReceiptStatus.Failed))
            .Select(r => r.Reference!.Value.DeliveryId)
            .ToHashSet();
        if (ids.Count == 0)
        {
            return new Dictionary<Guid, DeliveryRecord>();
        }

        await catalog.RefreshIfDueAsync(cancellationToken).ConfigureAwait(false);
        return await log.GetAsync(ids, cancellationToken).ConfigureAwait(false);
    }

    // The people of failures that speak of them, or of their country: few, and mostly none.
    private async Task<IReadOnlyDictionary<Guid, Contact>> PeopleAsync(
        IReadOnlyList<Receipt> receipts, IReadOnlyDictionary<Guid, DeliveryRecord> known, CancellationToken cancellationToken)
    {
        List<Guid> ids =
        [
            .. receipts.Where(r => r.Failure is { IsMarketingOptOut: true } or { Scope: OutcomeScope.Country })
                .Select(r => Own(r, known)?.ContactId).OfType<Guid>().Distinct(),
        ];
        return ids.Count == 0 ? new Dictionary<Guid, Contact>() : await contacts.GetAsync(ids, cancellationToken).ConfigureAwait(false);
    }

    private static (FlowKey, Contact, DateTimeOffset?)? Stopped(Receipt receipt, IReadOnlyDictionary<Guid, DeliveryRecord> known, IReadOnlyDictionary<Guid, Contact> people) =>
        receipt.Failure is { IsMarketingOptOut: true } && Own(receipt, known) is { } delivery && people.TryGetValue(delivery.ContactId, out var contact)
            ? (delivery.Flow, contact, receipt.OccurredAt ?? receipt.ReceivedAt)
            : null;

    // The delivery it is about, unless it names another account's.
    private static DeliveryRecord? Own(Receipt receipt, IReadOnlyDictionary<Guid, DeliveryRecord> known) =>
        receipt.Reference is { } reference && known.TryGetValue(reference.DeliveryId, out var delivery)
        && delivery.Flow.Channel == receipt.Channel && delivery.Flow.Account == receipt.Account
            ? delivery
            : null;

    private static Receipt Masked(Receipt receipt) => receipt with
    {
        ProviderMessageId = Mask.Storable(receipt.ProviderMessageId, Outcome.LongestId),
        Failure = receipt.Failure?.ToKeep(),
    };

    // Forgotten before anything is queued again, which must not find it open. Sent no later than the delivery's last step, and than what is said of it.
    private static WindowClosing? Closed(Receipt receipt, IReadOnlyDictionary<Guid, DeliveryRecord> known) =>
        receipt.Failure is { IsWindowClosed: true } && Own(receipt, known) is { } delivery
            ? new WindowClosing(
                new WindowKey(delivery.ContactId, receipt.Channel, receipt.Account), receipt.OccurredAt < delivery.UpdatedAt ? receipt.OccurredAt.Value : delivery.UpdatedAt)
            : null;

    private Settlement? Plan(Receipt receipt, IReadOnlyDictionary<Guid, DeliveryRecord> known)
    {
        if (receipt is not { Status: ReceiptStatus.Failed, Reference: { } reference } || !known.TryGetValue(reference.DeliveryId, out var delivery))
        {
            return null;
        }

        var failure = receipt.Failure ?? Outcome.Rejected("unknown", "The provider gave no reason.");
        // The provider took the message once: what it says now is never an acceptance, nothing is in doubt, and the attempt is spent, or a
        // stopped account would accept and fail the same message without end.
        var outcome = failure.Class switch
        {
            OutcomeClass.Accepted or OutcomeClass.Unknown => failure with { Class = OutcomeClass.Retry },
            OutcomeClass.Stopped => failure with { Class = OutcomeClass.Defer },
            _ => failure,
        };
        var flow = delivery.Flow;
        if (outcome.IsWindowClosed && delivery is { Flow.Template.Length: 0, TemplateVersion: > 0 })
        {
            // Plain content with a template's version: that template stands in for it.
            return OutcomePlanner.PlanSubstitute(delivery.Id, reference.SendNumber, delivery.Attempts, outcome, planner.PolicyFor(null));
        }

        return planner.Plan(delivery.Id, reference.SendNumber, delivery.Attempts, outcome, planner.PolicyFor(catalog.AnyLocale(flow)));
    }

    private void Tell(ReceiptUpdate update, ReceiptEffect effect, IReadOnlyDictionary<Guid, DeliveryRecord> known)
    {
        var receipt = update.Receipt;
        var delivery = receipt.Reference is { } reference ? known.GetValueOrDefault(reference.DeliveryId) : null;
        logger.Receipt(
            receipt.Status.ToString(), receipt.Reference?.DeliveryId, receipt.Reference?.SendNumber, effect.ToString(), delivery?.CorrelationId);
        if (effect == ReceiptEffect.Orphan)
        {
            metrics.Orphan(receipt.Channel);
            return;
        }

        // Not the first "sent": what the provider accepted is sent already.
        if (effect == ReceiptEffect.Unchanged && receipt.Status != ReceiptStatus.Sent)
        {
            metrics.Repeated(receipt.Channel, "status", 1);
        }

        if (delivery is null)
        {
            return;
        }

        using var activity = NotifyActivity.Start(NotifyActivity.Receipt, ActivityKind.Consumer, delivery.Flow, delivery.Id, delivery.TraceParent);
        activity?.SetTag("notify.receipt", receipt.Status.ToString());
        if (effect != ReceiptEffect.Applied || update.OnFailure is not { } planned)
        {
            return;
        }

        metrics.SendDone(delivery.Flow, receipt.Failure ?? Outcome.Rejected("unknown", null), planned.State);
        // Given up, its fallback may be due now.
        if (planned.State is DeliveryState.Queued or DeliveryState.Failed)
        {
            signal.Pulse();
        }
    }
}
