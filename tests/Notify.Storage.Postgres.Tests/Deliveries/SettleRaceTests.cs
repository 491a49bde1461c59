using Notify.Contacts;
using Notify.Deliveries;
using Notify.Storage.Postgres.Tests.Support;
using Notify.Testing;
using Npgsql;

namespace Notify.Storage.Postgres.Tests.Deliveries;

/// <summary>What settles while somebody else changes the same rows: both must see the newest version of a row, not that of their own beginning.</summary>
public sealed class SettleRaceTests : PostgresTest
{
    private const string Waiting = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'";

    [Fact]
    public async Task Settle_of_rows_changed_while_it_waited_for_them_leaves_none_behind()
    {
        var ids = await QueueAsync(3);
        var batch = await Store.Queue.ClaimAsync(new ClaimRequest("worker-1", 10, TimeSpan.FromMinutes(1)), default);
        await Store.Queue.MarkAsync(batch.Lease, [.. ids.Select(id => new MarkItem(id, null))], default);
        await using var other = await Fixture.Hand.OpenConnectionAsync();
        await using var change = await other.BeginTransactionAsync();
        await RunAsync(other, $"UPDATE {TestServer.Schema}.live SET is_erased = true");

        var settling = Store.Queue.SettleAsync(
            batch.Lease,
            [
                Settlement.Fail(ids[0], 1, Reasons.ProviderRejected, "1", null),
                Settlement.Retry(ids[1], 1, TimeSpan.Zero, Reasons.ProviderRetry, "2", null),
                Settlement.Sent(ids[2], 1, "wamid.1"),
            ],
            default);
        await Eventually.TrueAsync(async () => await Sql.ScalarAsync<long>(Fixture.ConnectionString, Waiting) > 0, "the settlement waits");
        await change.CommitAsync();

        Assert.All(await settling, status => Assert.Equal(SettleStatus.Applied, status));
        var records = await Store.Log.GetAsync(ids, default);
        Assert.Equal([DeliveryState.Failed, DeliveryState.Queued, DeliveryState.Sent], ids.Select(id => records[id].State));
        (await Store.Queue.ClaimAsync(new ClaimRequest("worker-1", 10, TimeSpan.FromMinutes(1)), default)).Deliveries.Select(d => d.Id).Should().Equal(ids[1]);
    }

    private static async Task RunAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private async Task<Guid[]> QueueAsync(int count)
    {
        var contact = (await Store.Contacts.FindOrAddAsync([new ContactKey("acme", Address.Phone(A.Number))], null, default)).Contacts[0]!;
        var notifications = Enumerable.Range(0, count).Select(_ => Backlog.New(Backlog.Flow("acme"), contact.Id, Fixture.Clock)).ToList();
        await Store.Queue.EnqueueAsync(notifications, null, default);
        return [.. notifications.Select(n => n.Deliveries[0].Id)];
    }
}
