using Notify.PrivateServers;
using Notify.Storage.Postgres.Tests.Support;
using Npgsql;

namespace Notify.Storage.Postgres.Tests.Pooler;

/// <summary>The store by way of a PgBouncer in transaction mode, which hands out fewer connections than are asked for.</summary>
public sealed class PgBouncerFixture : PostgresFixture
{
    private static readonly Lazy<Task<PrivatePgBouncer>> Pooler = new(StartAsync);

    private PrivatePgBouncer _pooler = null!;

    public override async Task<Testing.Conformance.StoragePorts> CreateAsync()
    {
        _pooler = await Pooler.Value;
        return await base.CreateAsync();
    }

    /// <summary>The same database, by way of the pooler.</summary>
    public static async Task<string> ThroughAsync(string connectionString) => (await Pooler.Value).Through(connectionString);

    // Connections of another test's to the database were broken. Once the pooler gives one that works, it has heard of all of them.
    protected override Task TakeAsync() => Eventually.TrueAsync(
        async () =>
        {
            try
            {
                return await Sql.ScalarAsync<int>(_pooler.Through(ConnectionString), "SELECT 1") == 1;
            }
            catch (NpgsqlException)
            {
                return false;
            }
        },
        "the pooler has connections that work");

    protected override void Configure(PostgresOptions options)
    {
        options.ConnectionString = _pooler.Through(ConnectionString);
        options.UsesTransactionPooler = true;
    }

    private static async Task<PrivatePgBouncer> StartAsync() => await PrivatePgBouncer.CreateAsync(
        await TestServer.ConnectionStringAsync, new Dictionary<string, string> { ["default_pool_size"] = "3", ["max_client_conn"] = "500" });
}
