using Notify.Deliveries;
using Notify.Gates;
using Notify.Inbox;
using Notify.Limits;

namespace Notify.Operations;

/// <summary>What an operator does: stop and resume, mend deliveries, try dead letters of the inbox again, and set quotas. Thread-safe; a singleton. Everything is audited.</summary>
public interface IOperations
{
    /// <summary>Emergency stop of a scope: all workers obey at their next claim or mark, within 5 s. Nothing is lost or marked failed.</summary>
    Task StopAsync(GateScope scope, CommandInfo info, CancellationToken cancellationToken = default);

    /// <summary>Lets a stopped scope go on.</summary>
    /// <returns>Whether it was stopped.</returns>
    Task<bool> ResumeAsync(GateScope scope, CommandInfo info, CancellationToken cancellationToken = default);

    /// <summary>The gates that are closed or being tried, whoever closed them, with why and since when.</summary>
    Task<IReadOnlyList<Gate>> ReadGatesAsync(CancellationToken cancellationToken = default);

    /// <summary>Opens a gate that a provider closed, because what it was closed for is mended. Closed again by the next send that says otherwise.</summary>
    /// <returns>Whether it was closed.</returns>
    Task<bool> OpenGateAsync(GateScope scope, CommandInfo info, CancellationToken cancellationToken = default);

    /// <summary>Cancels what is queued or claimed.</summary>
    /// <returns>How many.</returns>
    Task<int> CancelAsync(DeliverySelection selection, CommandInfo info, CancellationToken cancellationToken = default);

    /// <summary>Gives what is queued another due time.</summary>
    /// <returns>How many.</returns>
    Task<int> RescheduleAsync(DeliverySelection selection, DateTimeOffset dueAt, CommandInfo info, CancellationToken cancellationToken = default);

    /// <summary>
    /// Queues failed, expired, cancelled or unconfirmed deliveries again; in bulk not those whose fallback took their place, see
    /// <see cref="IDeliveryCommands.RequeueAsync"/>.
    /// </summary>
    /// <returns>How many.</returns>
    Task<int> RetryAsync(DeliverySelection selection, CommandInfo info, CancellationToken cancellationToken = default);

    /// <summary>
    /// Lets the dead letters among a tenant's inbound messages be tried again, with all their attempts; workers look at once. <see cref="IInboundLog.PageAsync"/> lists
    /// them.
    /// </summary>
    /// <returns>How many.</returns>
    Task<int> RetryMessagesAsync(InboundSelection selection, CommandInfo info, CancellationToken cancellationToken = default);

    /// <summary>
    /// Lets dead webhooks be tried again, with all their attempts; workers look at once. <see cref="IInboundLog.ReadDeadWebhooksAsync"/> lists them. They are of no
    /// tenant: for the service's own operators.
    /// </summary>
    /// <param name="numbers">Which; null for all.</param>
    /// <param name="info">Who does it and why.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>How many.</returns>
    Task<int> RetryWebhooksAsync(IReadOnlyList<long>? numbers, CommandInfo info, CancellationToken cancellationToken = default);

    /// <summary>The quotas as they stand: limit, used, remaining, when they begin anew, and whether the tenant is throttled.</summary>
    /// <param name="tenant">One tenant; null for all, which only the service's own operators may see.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    Task<IReadOnlyList<Quota>> ReadQuotasAsync(string? tenant, CancellationToken cancellationToken = default);

    /// <summary>
    /// Sets, changes or takes away a tenant's quota: it holds for what is claimed from now on. Another limit keeps what is used; messages that waited for the
    /// quota go on as soon as there is room.
    /// </summary>
    /// <returns>The quota from now on; null where it was taken away.</returns>
    /// <exception cref="ArgumentException">The tenant is empty, the limit negative, or the period out of range or not in whole milliseconds.</exception>
    Task<Quota?> SetQuotaAsync(QuotaChange change, CancellationToken cancellationToken = default);
}
