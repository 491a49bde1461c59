namespace Notify.Storage.Postgres.Tests.Support;

/// <summary>A test with a database of its own that has nothing in it.</summary>
public abstract class EmptyDatabaseTest : IAsyncLifetime
{
    protected string Database { get; private set; } = "";

    public virtual async Task InitializeAsync() => Database = await TestServer.CreateEmptyAsync();

    public virtual async Task DisposeAsync() => await TestServer.DropAsync(Database);
}
