using Notify.Testing.Conformance;

namespace Notify.Storage.Postgres.Tests.Support;

/// <summary>A test with a database of its own.</summary>
public abstract class PostgresTest : IAsyncLifetime
{
    protected PostgresFixture Fixture { get; } = new();

    protected StoragePorts Store { get; private set; } = null!;

    public virtual async Task InitializeAsync() => Store = await Fixture.CreateAsync();

    public virtual async Task DisposeAsync() => await Fixture.DisposeAsync();
}
