namespace Notify.Hosting;

/// <summary>Works on what is due, once, on demand: for a cron job, a test or a button. Thread-safe; a singleton.</summary>
public interface IWorker
{
    /// <summary>
    /// Reads webhooks, does maintenance, has messages handled, then sends batch after batch until nothing is due. Maintenance goes on beside, and where there is much to
    /// do the inbox and the sends take turns. A part that fails is over for this run; the others go on.
    /// </summary>
    /// <param name="cancellationToken">Ends it early: sends under way finish, for one cut off is in doubt, and the rest is handed back.</param>
    /// <returns>How many deliveries were worked on.</returns>
    /// <exception cref="Storage.StorageException">The store could not be reached, or refused something: the first failure of any part, thrown once all others are done. Further ones are logged.</exception>
    Task<int> RunOnceAsync(CancellationToken cancellationToken = default);
}
