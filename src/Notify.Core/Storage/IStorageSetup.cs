namespace Notify.Storage;

/// <summary>Brings a store to the version this package needs. The host calls it once before anything else.</summary>
public interface IStorageSetup
{
    /// <summary>The provider's name, for logs and start-up errors.</summary>
    string Name { get; }

    /// <summary>Migrates where that is switched on, then checks the version. Safe when several hosts start at once.</summary>
    /// <exception cref="StorageException">The store cannot be reached.</exception>
    /// <exception cref="InvalidOperationException">The store's version is not this package's; the message says what to do.</exception>
    Task PrepareAsync(CancellationToken cancellationToken);
}
