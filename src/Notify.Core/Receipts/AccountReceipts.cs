namespace Notify.Receipts;

/// <summary>What a store knows of an account's webhooks: whether receipts ever came, since when they come without a gap, and how far they are worked on.</summary>
/// <param name="LastSeenAt">When the last receipt came; null if none ever did.</param>
/// <param name="SteadySince">Since when they have come with no gap longer than <see cref="ReceiptWindow.Gap"/>.</param>
/// <param name="WaitingSince">
/// When the oldest webhook of the channel that waits in the inbox was stored; null where none waits. One tried five times or more does not count: what keeps failing
/// is no receipt on its way. Which account one is about is known only once it is read, so one holds up all of its channel.
/// </param>
public readonly record struct AccountReceipts(DateTimeOffset? LastSeenAt, DateTimeOffset? SteadySince, DateTimeOffset? WaitingSince = null)
{
    /// <summary>The same after a receipt has come; they may be told of in any order.</summary>
    /// <param name="at">When it came: into the inbox, where it waited there.</param>
    public AccountReceipts Seen(DateTimeOffset at) =>
        LastSeenAt is not { } last ? this with { LastSeenAt = at, SteadySince = at }
        : at <= last ? this
        : this with { LastSeenAt = at, SteadySince = at - last <= ReceiptWindow.Gap ? SteadySince : at };
}
