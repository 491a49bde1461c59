namespace Notify.Inbox;

/// <summary>
/// What providers told us and is not worked on yet: webhooks as they came, then the messages that were in them. Thread-safe, across processes. Time is the store's own.
/// </summary>
/// <remarks>
/// For implementers: a claim holds for a lease whose number comes from a sequence; what is not settled by then may be claimed again, and a settlement under an older
/// lease changes nothing. Each claim counts an attempt, and one of something whose lease ran out counts a death too; deaths are
/// forgotten when it is settled with more to say than that it is handed back. Refusals are counted where a settlement says so, until an operator has it tried again. Webhooks are claimed in the order in which they came. Of one contact's messages at most one is under a lease
/// at any time, the first that is due.
/// </remarks>
public interface IInbox
{
    /// <summary>Stores webhooks, in order, in one transaction; committed when it returns. Keeps nothing of their memory: the caller may use it again then.</summary>
    Task StoreAsync(IReadOnlyList<NewWebhook> webhooks, CancellationToken cancellationToken);

    /// <summary>Claims webhooks that are due, the oldest first, up to the first that would be too many or too much.</summary>
    Task<WebhookBatch> ClaimWebhooksAsync(InboxClaim claim, CancellationToken cancellationToken);

    /// <summary>
    /// Settles webhooks in one transaction: one that is done is removed and its messages are stored, each <see cref="NewInbound.Id"/> once and for all; one that is dead is kept,
    /// listed by <see cref="IInboundLog"/>, and holds up nothing any more.
    /// </summary>
    /// <returns>The ids of the messages that were not known before.</returns>
    Task<IReadOnlySet<Guid>> SettleWebhooksAsync(long lease, IReadOnlyList<WebhookSettlement> settlements, CancellationToken cancellationToken);

    /// <summary>Claims messages that are due, the oldest first.</summary>
    Task<InboundBatch> ClaimMessagesAsync(InboxClaim claim, CancellationToken cancellationToken);

    /// <summary>Settles messages. They stay, as the log of what people wrote, until retention or an erasure.</summary>
    Task SettleMessagesAsync(long lease, IReadOnlyList<InboundSettlement> settlements, CancellationToken cancellationToken);
}
