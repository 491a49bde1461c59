namespace Notify.Maintenance;

/// <summary>Takes away what is old. Thread-safe; safe to run on many hosts at once.</summary>
public interface IRetention
{
    /// <summary>
    /// Removes deliveries that are neither queued, claimed, being sent nor in doubt, were queued longer ago than the age given and have not moved for
    /// <see cref="RetentionOptions.ShortestHistory"/> (what was queued long ahead stays for its receipts), with their payloads, history and audit; and
    /// receipts of that age, and audit rows of that age that are about no delivery. Contacts, opt-outs, erasures, quotas, gates and templates stay. By the
    /// store's clock. Makes room for what is to come, where a store prepares that.
    /// </summary>
    /// <remarks>
    /// For implementers: nothing goes earlier than said. What goes as a whole (a partition) may go up to 14 days later, and stays as long as one delivery in it
    /// stays. A receipt for what was removed is an orphan.
    /// </remarks>
    /// <param name="age">How long everything is kept at least.</param>
    /// <param name="limit">The most deliveries to remove one by one in this call; dropping whole partitions is not counted.</param>
    /// <param name="cancellationToken">Cancels the call; what was removed by then may stay removed.</param>
    Task<RetentionReport> RemoveAsync(TimeSpan age, int limit, CancellationToken cancellationToken);
}
