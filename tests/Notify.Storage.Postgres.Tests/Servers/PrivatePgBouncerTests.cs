using Notify.PrivateServers;
using Notify.Storage.Postgres.Tests.Support;
using Npgsql;

namespace Notify.Storage.Postgres.Tests.Servers;

public sealed class PrivatePgBouncerTests : IAsyncLifetime
{
    private PrivatePostgres _server = null!;

    public async Task InitializeAsync() => _server = await PrivatePostgres.CreateAsync();

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task CreateAsync_gives_clients_the_same_connection_one_transaction_after_the_other()
    {
        await using var pooler = await PrivatePgBouncer.CreateAsync(
            _server.ConnectionString, new Dictionary<string, string> { ["default_pool_size"] = "1" });
        var text = new NpgsqlConnectionStringBuilder(pooler.Through(await _server.Databases.CreateAsync())) { NoResetOnClose = true }.ConnectionString;
        await using var one = new NpgsqlConnection(text);
        await using var two = new NpgsqlConnection(text);
        await one.OpenAsync();
        await two.OpenAsync();

        var backends = new[] { await BackendAsync(one), await BackendAsync(two), await BackendAsync(one) };

        backends.Distinct().Should().ContainSingle();
    }

    [Fact]
    public async Task Version_is_one_that_the_store_works_with()
    {
        await using var pooler = await PrivatePgBouncer.CreateAsync(_server.ConnectionString);

        pooler.Version.Should().BeGreaterThanOrEqualTo(new Version(1, 18), "docs/postgresql.md says so");
    }

    [Fact]
    public async Task StartAsync_after_StopAsync_is_there_again_on_the_same_port()
    {
        await using var pooler = await PrivatePgBouncer.CreateAsync(_server.ConnectionString);
        var text = new NpgsqlConnectionStringBuilder(pooler.Through(_server.ConnectionString)) { Pooling = false }.ConnectionString;

        await pooler.StopAsync();
        var whileDown = () => Sql.ScalarAsync<int>(text, "SELECT 1");
        await whileDown.Should().ThrowAsync<NpgsqlException>();
        await pooler.StartAsync();

        (await Sql.ScalarAsync<int>(text, "SELECT 1")).Should().Be(1);
    }

    private static async Task<int> BackendAsync(NpgsqlConnection connection)
    {
        await using var command = new NpgsqlCommand("SELECT pg_backend_pid()", connection);
        return (int)(await command.ExecuteScalarAsync())!;
    }
}
