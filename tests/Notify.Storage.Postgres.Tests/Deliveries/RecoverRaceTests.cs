using Notify.Deliveries;
using Notify.Receipts;
using Notify.Storage.Postgres.Tests.Support;
using Npgsql;

namespace Notify.Storage.Postgres.Tests.Deliveries;

/// <summary>Recovery of leases that are over, while somebody still moves what is under them: nothing may be left that no lease looks after.</summary>
public sealed class RecoverRaceTests : PostgresTest
{
    private const string Waiting = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'";
    private const string Forgotten = "SELECT count(*) FROM notify.live l WHERE l.lease <> 0 AND NOT EXISTS (SELECT FROM notify.lease e WHERE e.lease = l.lease)";

    [Fact]
    public async Task RecoverAsync_that_waited_for_a_slow_mark_puts_what_was_marked_in_doubt()
    {
        var ids = await Backlog.QueueAsync(Store, 3, clock: Fixture.Clock);
        var batch = await ClaimAsync();
        await using var other = await Fixture.Hand.OpenConnectionAsync();
        await using var mark = await other.BeginTransactionAsync();
        await RunAsync(other, $"SELECT count(*) FROM notify.mark({batch.Lease}, ARRAY['{ids[1]}'::uuid], '{{NULL}}')");
        await Fixture.AdvanceAsync(TimeSpan.FromMinutes(2));

        var recovering = RecoverAsync(1000);
        await Eventually.TrueAsync(async () => await Sql.ScalarAsync<long>(Fixture.ConnectionString, Waiting) > 0, "recovery waits for the mark");
        await mark.CommitAsync();

        var report = await recovering;
        (report.ClaimsReturned, report.NowUnconfirmed).Should().Be((2, 1));
        var records = await Store.Log.GetAsync([.. ids], default);
        ids.Select(id => records[id].State).Should().Equal(DeliveryState.Queued, DeliveryState.Unconfirmed, DeliveryState.Queued);
        (await Sql.ScalarAsync<long>(Fixture.ConnectionString, Forgotten)).Should().Be(0);
    }

    [Fact]
    public async Task RecoverAsync_of_more_than_it_may_do_at_once_keeps_the_leases_of_the_rest()
    {
        const int Each = 7;
        var ids = await Backlog.QueueAsync(Store, 4 * Each, clock: Fixture.Clock);
        for (var lease = 0; lease < 4; lease++)
        {
            var batch = await ClaimAsync(Each);
            await Store.Queue.MarkAsync(batch.Lease, [.. batch.Deliveries.Take(lease * 2).Select(d => new MarkItem(d.Id, null))], default);
        }

        await Fixture.AdvanceAsync(TimeSpan.FromMinutes(2));
        var (returned, unconfirmed, hasMore) = (0, 0, true);
        for (var round = 0; hasMore && round < 40; round++)
        {
            var report = await RecoverAsync(5);
            (returned, unconfirmed, hasMore) = (returned + report.ClaimsReturned, unconfirmed + report.NowUnconfirmed, report.HasMore);
            (await Sql.ScalarAsync<long>(Fixture.ConnectionString, Forgotten)).Should().Be(0, "round {0} took no lease away from under a delivery", round);
        }

        (returned, unconfirmed, hasMore).Should().Be((ids.Count - 12, 12, false));
        (await Sql.ScalarAsync<long>(Fixture.ConnectionString, "SELECT count(*) FROM notify.lease")).Should().Be(0);
    }

    private static async Task RunAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private Task<ClaimedBatch> ClaimAsync(int limit = 10) => Store.Queue.ClaimAsync(new ClaimRequest("worker-1", limit, TimeSpan.FromMinutes(1)), default);

    private Task<RecoveryReport> RecoverAsync(int limit) => Store.Queue.RecoverAsync(
        new RecoveryRequest(limit, new UnconfirmedPolicy(UnconfirmedAction.Never, TimeSpan.FromMinutes(5), 5), new Dictionary<(string?, Channel, string), UnconfirmedPolicy>()), default);
}
