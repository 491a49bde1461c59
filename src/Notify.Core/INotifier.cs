using System.Data.Common;
using Notify.Explaining;

namespace Notify;

/// <summary>What an app calls. Thread-safe; a singleton.</summary>
/// <remarks>
/// When a call returns, what it accepted is durably stored; nothing is sent inside the call. Storage failures throw
/// <see cref="Storage.StorageException"/>, which says whether the notification may have been stored all the same.
/// </remarks>
public interface INotifier
{
    /// <summary>Queues one notification.</summary>
    /// <returns>Queued, duplicate or blocked, with its id.</returns>
    /// <exception cref="InvalidNotificationException">Something in it is wrong; the exception names each field and the remedy.</exception>
    /// <exception cref="Storage.StorageException">The store could not be reached, or its answer was lost.</exception>
    Task<QueueResult> QueueAsync(Notification notification, CancellationToken cancellationToken = default);

    /// <summary>
    /// Queues many at once: one transaction, one answer each, in the same order. A bad one does not harm the others. Meant for up to a few thousand; give
    /// more as a stream, so that workers get their turn at the store in between.
    /// </summary>
    /// <exception cref="Storage.StorageException">The store could not be reached, or its answer was lost.</exception>
    Task<IReadOnlyList<QueueResult>> QueueAsync(
        IReadOnlyCollection<Notification> notifications, CancellationToken cancellationToken = default);

    /// <summary>
    /// Queues one notification inside your own database transaction: your commit queues it, your rollback leaves nothing of it, neither the delivery nor
    /// the contact. Workers hear of it at the commit.
    /// </summary>
    /// <remarks>
    /// Needs PostgreSQL (<c>UsePostgres</c>) and a read-committed transaction of the same database. The transaction stays yours: it is neither committed nor rolled
    /// back here, also when the call throws; roll it back after a <see cref="Storage.StorageException"/>, for PostgreSQL takes nothing more in it. Until the
    /// commit, others who queue to the same new contact or under the same idempotency key wait for it, 30 s at most: commit soon after this call. Calls without the
    /// transaction that you make before it wait as those of others do: do not wait for the same key or new contact yourself.
    /// </remarks>
    /// <param name="notification">What to queue.</param>
    /// <param name="transaction">Your open transaction.</param>
    /// <param name="cancellationToken">Ends the call; roll the transaction back then.</param>
    /// <returns>What holds once you commit: queued, duplicate or blocked, with its id.</returns>
    /// <exception cref="InvalidNotificationException">Something in it is wrong; the exception names each field and the remedy.</exception>
    /// <exception cref="NotSupportedException">The store cannot write inside this transaction; the message says what to do.</exception>
    /// <exception cref="Storage.StorageException">The store failed; nothing is stored unless you commit.</exception>
    Task<QueueResult> QueueAsync(Notification notification, DbTransaction transaction, CancellationToken cancellationToken = default);

    /// <summary>
    /// Queues many inside your own database transaction, as <see cref="QueueAsync(Notification, DbTransaction, CancellationToken)"/> does one; one answer
    /// each, in the same order. A bad one does not harm the others.
    /// </summary>
    /// <param name="notifications">What to queue.</param>
    /// <param name="transaction">Your open transaction.</param>
    /// <param name="cancellationToken">Ends the call; roll the transaction back then.</param>
    /// <exception cref="NotSupportedException">The store cannot write inside this transaction; the message says what to do.</exception>
    /// <exception cref="Storage.StorageException">The store failed; nothing is stored unless you commit.</exception>
    Task<IReadOnlyList<QueueResult>> QueueAsync(
        IReadOnlyCollection<Notification> notifications, DbTransaction transaction, CancellationToken cancellationToken = default);

    /// <summary>
    /// Queues a stream of any length in constant memory, in batches (<see cref="Notify.Queueing.QueueingOptions.StreamBatchSize"/>). Answers come in
    /// order, each after its batch is stored. The next batch is read meanwhile, perhaps on another thread than yours, and stored only once the answers before it were taken: stop
    /// enumerating and no more than that one has been read in vain. <see cref="Notify.Queueing.QueueingOptions.StreamParallelism"/> trades that for speed.
    /// </summary>
    /// <param name="notifications">The stream.</param>
    /// <param name="progress">Told after every batch.</param>
    /// <param name="cancellationToken">Ends the call between batches.</param>
    IAsyncEnumerable<QueueResult> QueueAsync(
        IAsyncEnumerable<Notification> notifications, IProgress<QueueProgress>? progress = null, CancellationToken cancellationToken = default);

    /// <summary>
    /// Cancels what of a notification waits or has been claimed. A delivery that is being sent at this moment, or is in doubt, is left; should its
    /// send fail and be put off, cancel again.
    /// </summary>
    /// <returns>How many deliveries were cancelled; 0 where none was waiting, or the tenant has no such notification.</returns>
    Task<int> CancelAsync(string tenant, Guid notificationId, string reason, CancellationToken cancellationToken = default);

    /// <summary>Says what would happen to this notification now and why: each policy's decision in order. Nothing is queued or counted.</summary>
    Task<Explanation> ExplainAsync(Notification notification, CancellationToken cancellationToken = default);
}
