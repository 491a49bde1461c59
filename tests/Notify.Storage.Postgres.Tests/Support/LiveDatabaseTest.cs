namespace Notify.Storage.Postgres.Tests.Support;

/// <summary>A test with a prepared database of its own, whose time passes as everywhere.</summary>
public abstract class LiveDatabaseTest : IAsyncLifetime
{
    protected string Database { get; private set; } = "";

    public virtual async Task InitializeAsync() => Database = await TestServer.CreateLiveDatabaseAsync();

    public virtual async Task DisposeAsync() => await TestServer.DropAsync(Database);
}
