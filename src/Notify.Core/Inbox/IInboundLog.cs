using Notify.Deliveries;

namespace Notify.Inbox;

/// <summary>What people wrote, and what could not be worked on. Thread-safe.</summary>
public interface IInboundLog
{
    /// <summary>A page of a tenant's messages, newest first.</summary>
    /// <param name="selection">Which.</param>
    /// <param name="limit">The most to give, 1 to 1,000.</param>
    /// <param name="after">The page before's <see cref="InboundPage.Next"/>; null for the first page.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    Task<InboundPage> PageAsync(InboundSelection selection, int limit, long? after, CancellationToken cancellationToken);

    /// <summary>Webhooks that could not be read or worked on, newest first. They are of no tenant: for the service's own operators.</summary>
    /// <param name="limit">The most to give, 1 to 1,000.</param>
    /// <param name="after">The number of the last one of the page before; null for the first page.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    Task<IReadOnlyList<DeadWebhook>> ReadDeadWebhooksAsync(int limit, long? after, CancellationToken cancellationToken);

    /// <summary>Lets the dead letters among a tenant's messages be tried again, with all their attempts. An erased person's stay as they are. Each is audited.</summary>
    /// <returns>How many.</returns>
    Task<int> RetryMessagesAsync(InboundSelection selection, CommandInfo info, CancellationToken cancellationToken);

    /// <summary>Lets dead webhooks be tried again, with all their attempts. Each is audited.</summary>
    /// <param name="numbers">Which; null for all.</param>
    /// <param name="info">Who does it and why.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>How many.</returns>
    Task<int> RetryWebhooksAsync(IReadOnlyList<long>? numbers, CommandInfo info, CancellationToken cancellationToken);

    /// <summary>How much waits and how much is dead, over all tenants.</summary>
    Task<InboxCounts> CountAsync(CancellationToken cancellationToken);
}
