namespace Notify.Hosting;

/// <summary>Works on what is due, once, on demand: for a cron job, a test or a button. Thread-safe; a singleton.</summary>
public interface IWorker
{
    /// <summary>Does maintenance, works on what is in the inbox, then sends batch after batch until nothing is due.</summary>
    /// <param name="cancellationToken">Ends it early: sends under way finish, for one cut off is in doubt, and the rest is handed back.</param>
    /// <returns>How many deliveries were worked on.</returns>
    /// <exception cref="Storage.StorageException">The store could not be reached.</exception>
    Task<int> RunOnceAsync(CancellationToken cancellationToken = default);
}
