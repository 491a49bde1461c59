using Npgsql;

namespace Notify.Storage.Postgres.Tests.Support;

/// <summary>A test of an app that has tables of its own in Notify's database.</summary>
public abstract class ShopTest : LiveDatabaseTest
{
    private NpgsqlDataSource _source = null!;

    internal TestHost App { get; private set; } = null!;

    /// <summary>The app's own connection.</summary>
    protected NpgsqlConnection Connection { get; private set; } = null!;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        await Shop.OpenAsync(Database);
        var (connectionString, isPooled) = await ConnectAsync();
        App = TestHost.Create(connectionString, store: store => store.UsesTransactionPooler = isPooled);
        _source = Sql.Source(connectionString);
        Connection = await _source.OpenConnectionAsync();
    }

    public override async Task DisposeAsync()
    {
        await Connection.DisposeAsync();
        await _source.DisposeAsync();
        await App.DisposeAsync();
        await base.DisposeAsync();
    }

    /// <summary>How the app reaches the database, and whether that is by way of a pooler in transaction mode.</summary>
    protected virtual Task<(string ConnectionString, bool IsPooled)> ConnectAsync() => Task.FromResult((Database, false));

    internal static Notification Paid(string key = "order-1") => new(A.Number, new Messages.TextMessage("Paid")) { IdempotencyKey = key };
}
