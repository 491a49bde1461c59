namespace Notify.Conversations;

/// <summary>
/// When people last wrote to sending accounts: what a channel's service window runs from. Opened by a person's own messages and calls, never by what is sent to
/// them. Thread-safe. Time is the store's own.
/// </summary>
/// <remarks>For implementers: one row a contact, channel and account. Erasing a contact removes its rows. How long a window lasts is the channel's business, not yours.</remarks>
public interface IConversationWindows
{
    /// <summary>Opens windows, or opens them anew; an earlier time than the one kept changes nothing. The same key may come twice.</summary>
    Task OpenAsync(IReadOnlyList<WindowOpening> openings, CancellationToken cancellationToken);

    /// <summary>When each person last wrote, in the order asked; null where they never did.</summary>
    Task<IReadOnlyList<DateTimeOffset?>> ReadAsync(IReadOnlyList<WindowKey> keys, CancellationToken cancellationToken);

    /// <summary>
    /// Forgets windows that the provider says are closed, but for those of people who wrote after <see cref="WindowClosing.SentAt"/>: compared and forgotten in one
    /// step, so that a message that comes meanwhile keeps its window open. The same key may come twice.
    /// </summary>
    /// <returns>How many there were to forget.</returns>
    Task<int> ForgetAsync(IReadOnlyList<WindowClosing> closings, CancellationToken cancellationToken);
}
