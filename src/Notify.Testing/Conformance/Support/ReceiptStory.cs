using Notify.Deliveries;
using Notify.Receipts;

namespace Notify.Testing.Conformance.Support;

/// <summary>An order in which receipts and the settlement (null) of one send come.</summary>
internal sealed record ReceiptStory(IReadOnlyList<ReceiptStatus?> Steps)
{
    /// <summary>Four receipts, one repeat and the settlement.</summary>
    public const int MaxLength = 6;

    /// <summary>Every choice of receipts in every order, the settlement at every place, once without a repeat and once with the first receipt at the end again.</summary>
    public static IReadOnlyList<ReceiptStory> All() =>
    [
        .. from receipts in Orders([ReceiptStatus.Sent, ReceiptStatus.Delivered, ReceiptStatus.Read, ReceiptStatus.Failed])
           from repeats in new[] { false, true }
           where receipts.Count > 0 || !repeats
           let all = repeats ? receipts.Append(receipts[0]) : receipts
           let steps = all.Cast<ReceiptStatus?>().ToList()
           from settledAt in Enumerable.Range(0, steps.Count + 1)
           select new ReceiptStory([.. steps.Take(settledAt), null, .. steps.Skip(settledAt)]),
    ];

    /// <summary>The one right end.</summary>
    public DeliveryState End(DeliveryState settled, DeliveryState onFailure) =>
        Steps.Contains(ReceiptStatus.Read) ? DeliveryState.Read
        : Steps.Contains(ReceiptStatus.Delivered) ? DeliveryState.Delivered
        : Steps.Contains(ReceiptStatus.Failed) ? onFailure
        : Steps.Contains(ReceiptStatus.Sent) ? DeliveryState.Sent
        : settled;

    public override string ToString() => string.Join(", ", Steps.Select(s => s?.ToString() ?? "settled"));

    private static IEnumerable<List<ReceiptStatus>> Orders(IReadOnlyList<ReceiptStatus> choices) =>
        choices.SelectMany(first => Orders([.. choices.Where(c => c != first)]).Select(rest => rest.Prepend(first).ToList())).Prepend([]);
}
