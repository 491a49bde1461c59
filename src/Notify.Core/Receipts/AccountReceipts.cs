namespace Notify.Receipts;

/// <summary>What a store knows of an account's webhooks: whether receipts ever came, and since when they come without a gap.</summary>
/// <param name="LastSeenAt">When the last receipt was stored; null if none ever was.</param>
/// <param name="SteadySince">Since when they have come with no gap longer than <see cref="ReceiptWindow.Gap"/>.</param>
public readonly record struct AccountReceipts(DateTimeOffset? LastSeenAt, DateTimeOffset? SteadySince)
{
    /// <summary>The same after a receipt has come.</summary>
    public AccountReceipts Seen(DateTimeOffset now) =>
        new(now, LastSeenAt is { } last && now - last <= ReceiptWindow.Gap ? SteadySince : now);
}
