using Notify.Deliveries;

namespace Notify.Receipts;

/// <summary>A receipt and, for a failed one, what it comes to if it counts.</summary>
/// <param name="Receipt">The receipt.</param>
/// <param name="OnFailure">For failed: retry or fail, as planned; null for the others and for orphans.</param>
public sealed record ReceiptUpdate(Receipt Receipt, Settlement? OnFailure);
