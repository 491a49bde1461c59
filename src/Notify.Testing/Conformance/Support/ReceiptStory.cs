using Notify.Deliveries;
using Notify.Receipts;

namespace Notify.Testing.Conformance.Support;

/// <summary>An order in which receipts and the settlement (null) of the latest send come.</summary>
internal sealed record ReceiptStory(IReadOnlyList<ReceiptStep?> Steps, int LatestSend = 1)
{
    private static readonly ReceiptStatus[] Statuses = [ReceiptStatus.Sent, ReceiptStatus.Delivered, ReceiptStatus.Read, ReceiptStatus.Failed];

    /// <summary>Of one send: every choice of receipts in every order, the settlement at every place; once each, one of them again at the end, and all of them again.</summary>
    public static IReadOnlyList<ReceiptStory> All() =>
    [
        .. from receipts in Orders([.. Statuses.Select(s => new ReceiptStep(s))], 4)
           from all in Repeated(receipts)
           from settledAt in Enumerable.Range(0, all.Count + 1)
           select Settled(all, settledAt, 1),
    ];

    /// <summary>Of two sends: every choice of up to three receipts of either, in every order, the settlement of the second send at every place.</summary>
    public static IReadOnlyList<ReceiptStory> OfTwoSends() =>
    [
        .. from receipts in Orders([.. Statuses.SelectMany(s => new[] { new ReceiptStep(s), new ReceiptStep(s, 2) })], 3)
           from settledAt in Enumerable.Range(0, receipts.Count + 1)
           select Settled(receipts, settledAt, 2),
    ];

    /// <summary>Of one send that is over: every choice of receipts in every order, once each, one of them again at the end, and all of them again.</summary>
    public static IReadOnlyList<ReceiptStory> OfAnEarlierSend() =>
    [
        .. from receipts in Orders([.. Statuses.Select(s => new ReceiptStep(s))], 4)
           from all in Repeated(receipts)
           select new ReceiptStory([.. all.Cast<ReceiptStep?>()]),
    ];

    /// <summary>The one right end. A failure counts of the latest send only, proof of any; <c>sent</c> is none of a send known to have failed.</summary>
    public DeliveryState End(DeliveryState settled, DeliveryState onFailure) =>
        Says(ReceiptStatus.Read) ? DeliveryState.Read
        : Says(ReceiptStatus.Delivered) ? DeliveryState.Delivered
        : Steps.Any(IsFailure) ? onFailure
        : IsOnItsWay() ? DeliveryState.Sent
        : settled;

    /// <summary>The one right end while a re-send waits: the first word on whether the send before it is on its way decides whether that counts as sent again.</summary>
    public DeliveryState ResendEnd(DeliveryState onFailure) =>
        Says(ReceiptStatus.Read) ? DeliveryState.Read
        : Says(ReceiptStatus.Delivered) ? DeliveryState.Delivered
        : !IsOnItsWay() ? DeliveryState.Queued
        : Says(ReceiptStatus.Failed) ? onFailure
        : DeliveryState.Sent;

    /// <summary>The one right end of a fallback that waits for it: it takes the place at the first failure that is final, unless the person has the message by then.</summary>
    public DeliveryState HeldEnd(DeliveryState onFailure)
    {
        var first = Steps.FirstOrDefault(s => IsProof(s) || (onFailure == DeliveryState.Failed && IsFailure(s)));
        return first is null ? DeliveryState.Held : IsProof(first) ? DeliveryState.Cancelled : DeliveryState.Queued;
    }

    public override string ToString() => string.Join(", ", Steps.Select(s => s is { } step ? $"{step.Status} {step.Send}" : "settled"));

    private static bool IsProof(ReceiptStep? step) => step is { Status: ReceiptStatus.Delivered or ReceiptStatus.Read };

    private bool IsFailure(ReceiptStep? step) => step is { Status: ReceiptStatus.Failed } failed && failed.Send == LatestSend;

    // Not by what comes late of a send known to have failed.
    private bool IsOnItsWay() => Steps.Index().Any(s =>
        s.Item is { Status: ReceiptStatus.Sent } sent && !Steps.Take(s.Index).Any(f => f is { Status: ReceiptStatus.Failed } failed && failed.Send >= sent.Send));

    private bool Says(ReceiptStatus status) => Steps.Any(s => s?.Status == status);

    private static ReceiptStory Settled(List<ReceiptStep> receipts, int at, int latestSend) =>
        new([.. receipts.Take(at).Cast<ReceiptStep?>(), null, .. receipts.Skip(at).Cast<ReceiptStep?>()], latestSend);

    private static IEnumerable<List<ReceiptStep>> Repeated(List<ReceiptStep> receipts)
    {
        yield return receipts;
        foreach (var again in receipts)
        {
            yield return [.. receipts, again];
        }

        if (receipts.Count > 1)
        {
            yield return [.. receipts, .. receipts];
        }
    }

    private static IEnumerable<List<ReceiptStep>> Orders(IReadOnlyList<ReceiptStep> choices, int most) => most == 0
        ? [[]]
        : choices.SelectMany(first => Orders([.. choices.Where(c => c != first)], most - 1).Select(rest => rest.Prepend(first).ToList())).Prepend([]);
}
