namespace Notify.Receipts;

/// <summary>What a webhook endpoint calls. Thread-safe; a singleton.</summary>
public interface IReceipts
{
    /// <summary>
    /// Plans and applies receipts, durably: when it returns, the endpoint may answer 200. On <see cref="Storage.StorageException"/> answer 503, so that
    /// the provider tries again.
    /// </summary>
    Task<IReadOnlyList<ReceiptEffect>> ApplyAsync(IReadOnlyList<Receipt> receipts, CancellationToken cancellationToken = default);
}
