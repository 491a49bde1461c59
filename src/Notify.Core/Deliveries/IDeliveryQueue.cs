using System.Data.Common;

namespace Notify.Deliveries;

/// <summary>The queue. Thread-safe; safe from any number of processes. Each call is one transaction over a whole batch.</summary>
/// <remarks>
/// For implementers: time is the store's own; lease numbers come from one sequence of the store; every state change writes its audit row
/// in the same transaction. A failure is thrown as <see cref="Storage.StorageException"/>. Run the conformance suites of Notify.Testing.
/// </remarks>
public interface IDeliveryQueue
{
    /// <summary>
    /// Stores notifications with their deliveries, all or none, durably. Where a key is there before (in the store or earlier in the batch)
    /// that notification is not stored and the first one's id is given. Answers in order.
    /// </summary>
    /// <param name="notifications">What to store.</param>
    /// <param name="transaction">
    /// Null for a transaction of the store's own, committed before the call returns. Else an open transaction of the same database that belongs to the
    /// app: everything is written inside it and nothing outside, the store neither commits nor rolls back, and workers are woken by its commit and no
    /// sooner. What fails inside it leaves it to the caller.
    /// </param>
    /// <param name="cancellationToken">Cancels the call; nothing is stored then, or all.</param>
    /// <exception cref="Storage.StorageException">
    /// It failed. Outside the app's transaction the store waits no longer than a moment for a key that a transaction of somebody else holds, and says then that the
    /// call is blocked (<see cref="Storage.StorageException.IsBlocked"/>): who called asks again, and others are not kept by it.
    /// </exception>
    /// <exception cref="NotSupportedException">The store cannot write inside this transaction; the message says what to do.</exception>
    Task<IReadOnlyList<EnqueueResult>> EnqueueAsync(
        IReadOnlyList<NewNotification> notifications, DbTransaction? transaction, CancellationToken cancellationToken);

    /// <summary>
    /// Takes deliveries that are due, past closed gates: higher lanes first, tenants in turn within a lane, then by due time. Rows whose
    /// expiry has passed may be taken; the pipeline expires them.
    /// </summary>
    /// <remarks>
    /// It does not reach past a tenant whose quota is used up (<see cref="Limits.Quota.IsThrottled"/>), in any lane, nor takes more of an account than its pace
    /// allows (<see cref="Limits.PaceRules"/>), the critical lane excepted. As with gates, rows that wait behind these cost nothing: 500,000 of them are not read
    /// again with every claim, and others' deliveries are found past them.
    /// </remarks>
    Task<ClaimedBatch> ClaimAsync(ClaimRequest request, CancellationToken cancellationToken);

    /// <summary>
    /// Marks deliveries as being sent, with a new send number and one attempt more; commits before it returns. Reads once more whether the person opted out
    /// (<see cref="FlowKey.IgnoresOptOut"/> excepted): one to who did is cancelled and lost. Answers in order.
    /// </summary>
    Task<IReadOnlyList<MarkResult>> MarkAsync(long lease, IReadOnlyList<MarkItem> items, CancellationToken cancellationToken);

    /// <summary>Writes what became of deliveries held under a lease. One fenced out does not harm the rest. Repeating it is safe. Answers in order.</summary>
    Task<IReadOnlyList<SettleStatus>> SettleAsync(long lease, IReadOnlyList<Settlement> settlements, CancellationToken cancellationToken);

    /// <summary>
    /// Ends leases that are over, expires what waits or is held too long, settles doubt whose window has passed, lets held
    /// deliveries take the place of primaries whose time is over (<see cref="Plans.FallbackRules"/>), drops old keys. Safe to run on many hosts.
    /// </summary>
    Task<RecoveryReport> RecoverAsync(RecoveryRequest request, CancellationToken cancellationToken);
}
