using Notify.Deliveries;
using Notify.Storage.Postgres.Tests.Support;
using Npgsql;

namespace Notify.Storage.Postgres.Tests.Pooler;

/// <summary>The app's own transaction by way of the pooler.</summary>
public sealed class PgBouncerTransactionTests : ShopTest
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_apps_row_and_the_notification_stay_or_go_together(bool commits)
    {
        await using (var transaction = await Connection.BeginTransactionAsync())
        {
            await Shop.OrderAsync(transaction);
            (await App.Notifier.QueueAsync(Paid(), transaction)).Status.Should().Be(QueueStatus.Queued);
            await (commits ? transaction.CommitAsync() : transaction.RollbackAsync());
        }

        (await Shop.OrdersAsync(Database)).Should().Be(commits ? 1 : 0);
        (await Shop.NotifyRowsAsync(Database) > 0).Should().Be(commits);
        (await App.Worker.RunOnceAsync()).Should().Be(commits ? 1 : 0);
        App.Sender.Requests.Should().HaveCount(commits ? 1 : 0);
    }

    [Fact]
    public async Task A_store_with_a_direct_connection_knows_its_database_behind_the_pooler()
    {
        await using var direct = TestHost.Create(Database);
        await using (var transaction = await Connection.BeginTransactionAsync())
        {
            (await direct.Notifier.QueueAsync(Paid(), transaction)).Status.Should().Be(QueueStatus.Queued);
            await transaction.CommitAsync();
        }

        (await direct.Worker.RunOnceAsync()).Should().Be(1);
    }

    [Fact]
    public async Task The_pooler_is_in_between_and_in_transaction_mode()
    {
        await using var source = Sql.Source(await PgBouncerFixture.ThroughAsync(Database));
        await using var other = await source.OpenConnectionAsync();
        await using var transaction = await other.BeginTransactionAsync();
        var held = await PidAsync(other, transaction);
        await using var third = await source.OpenConnectionAsync();
        var next = await PidAsync(third, null);
        await transaction.CommitAsync();
        var pids = new HashSet<int> { await PidAsync(third, null), await PidAsync(other, null) };

        next.Should().NotBe(held, "the first transaction still holds its server connection");
        pids.Should().HaveCount(1, "between transactions both connections share the one that was used last");
    }

    protected override async Task<(string ConnectionString, bool IsPooled)> ConnectAsync() => (await PgBouncerFixture.ThroughAsync(Database), true);

    private static async Task<int> PidAsync(NpgsqlConnection connection, NpgsqlTransaction? transaction)
    {
        await using var command = new NpgsqlCommand("SELECT pg_backend_pid()", connection, transaction);
        return (int)(await command.ExecuteScalarAsync())!;
    }
}
