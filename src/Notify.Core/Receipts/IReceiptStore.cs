namespace Notify.Receipts;

/// <summary>Applies receipts durably. Thread-safe, across processes.</summary>
public interface IReceiptStore
{
    /// <summary>
    /// Stores receipts, notes that the account's webhooks arrive (at <see cref="Receipt.ReceivedAt"/>, never later than now), and applies each by <see cref="ReceiptRules"/> under the row's lock, with audit.
    /// One transaction; committed when it returns. Answers in order.
    /// </summary>
    Task<IReadOnlyList<ReceiptEffect>> ApplyAsync(IReadOnlyList<ReceiptUpdate> updates, CancellationToken cancellationToken);
}
