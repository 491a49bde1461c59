namespace Notify.Testing.Conformance;

/// <summary>
/// What a storage provider writes to run the suites: it opens a store of its own for every test, with nothing in it, and takes it away afterwards.
/// Needs a public constructor without parameters.
/// </summary>
public abstract class StorageFixture : IAsyncDisposable
{
    /// <summary>The clock the tests move. Stands still unless a test moves it.</summary>
    public ManualTimeProvider Clock { get; } = new();

    /// <summary>Makes a new, empty store, brings it to its version, and opens it. Called once, before anything else.</summary>
    public abstract Task<StoragePorts> CreateAsync();

    /// <summary>
    /// Opens the same store once more, as another process would: another connection, nothing shared in memory. Called at most once per test.
    /// A store that only one process may open gives its first ports again; the races then run within one instance.
    /// </summary>
    public abstract Task<StoragePorts> OpenSecondAsync();

    /// <summary>
    /// Sets the store's clock. As it stands it sets <see cref="Clock"/>, which is right for a store that was given that clock; a store whose time comes
    /// from its database sets it there.
    /// </summary>
    /// <param name="now">The time from now on.</param>
    public virtual Task SetTimeAsync(DateTimeOffset now)
    {
        Clock.SetUtcNow(now);
        return Task.CompletedTask;
    }

    /// <summary>Closes everything and removes the store.</summary>
    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return RemoveAsync();
    }

    /// <summary>Closes everything and removes the store. Called once, also after a failed test.</summary>
    protected abstract ValueTask RemoveAsync();
}
