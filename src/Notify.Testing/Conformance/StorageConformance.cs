using Notify.Testing.Conformance.Support;
using Xunit;

namespace Notify.Testing.Conformance;

/// <summary>What all suites share: a store of its own for every test.</summary>
/// <typeparam name="TFixture">The provider's fixture.</typeparam>
public abstract class StorageConformance<TFixture> : IAsyncLifetime
    where TFixture : StorageFixture, new()
{
    private readonly TFixture _fixture = new();

    private protected StorageConformance()
    {
    }

    /// <summary>The store under test.</summary>
    protected StoragePorts Store => Work.Store;

    // Drives the store as the pipeline does.
    private protected Work Work { get; private set; } = null!;

    /// <summary>Opens the store.</summary>
    public async Task InitializeAsync() => Work = new Work(_fixture, await _fixture.CreateAsync());

    /// <summary>Removes the store.</summary>
    public async Task DisposeAsync() => await _fixture.DisposeAsync();
}
