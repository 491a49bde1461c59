using System.Text.Json;
using Notify.Deliveries;
using Notify.Gates;
using Notify.Limits;
using Notify.Storage.Postgres.Tests.Support;
using Npgsql;

namespace Notify.Storage.Postgres.Tests.Workers;

/// <summary>What waits behind a stop costs the claims of others nothing, however much it is.</summary>
public sealed class StoppedCostTests : PostgresTest
{
    private const int Few = 10;
    private const int Wanted = 20;

    // Pages of the catalogues and a higher tree, rows of other versions; the backlog has thousands of both.
    private const long Slack = 200;

    private static readonly int Many = Backlog.Size(50_000, 500_000);

    [Theory]
    [InlineData("gate")]
    [InlineData("quota")]
    [InlineData("pace")]
    public async Task Claim_beside_a_stopped_backlog_reads_as_much_as_beside_a_small_one(string stop)
    {
        var open = Backlog.Flow("open");
        var stopped = new FlowKey("stopped", Channel.WhatsApp, "slow", "orders", "bulk", Priority.Normal);
        await Backlog.QueueAsync(Store, Few, stopped, Fixture.Clock);
        await StopAsync(stop);
        await Fixture.AdvanceAsync(TimeSpan.FromSeconds(1));
        await Backlog.QueueAsync(Store, Wanted, open, Fixture.Clock);
        await using var connection = await Fixture.Hand.OpenConnectionAsync();
        Fixture.ChangesTables = true;

        // A database may come from another test, whose rows are gone and not swept yet.
        await Sql.RunAsync(Fixture.ConnectionString, "VACUUM notify.live");
        var beside = await ClaimAsync(connection);
        await MultiplyAsync(connection);
        await Sql.RunAsync(Fixture.ConnectionString, "VACUUM notify.live");
        var claimed = await ClaimAsync(connection);

        beside.Rows.Should().Be(Wanted);
        claimed.Rows.Should().Be(Wanted);
        claimed.RowsRead.Should().BeLessThanOrEqualTo(beside.RowsRead + Slack, "rows behind the stop are not looked at");
        claimed.Pages.Should().BeLessThanOrEqualTo(beside.Pages + Slack);
        (await Store.Queue.ClaimAsync(new ClaimRequest("worker-1", 2 * Wanted, TimeSpan.FromMinutes(1)), default)).Deliveries
            .Should().HaveCount(Wanted).And.OnlyContain(d => d.Flow == open);
    }

    private async Task StopAsync(string stop)
    {
        switch (stop)
        {
            case "gate":
                await Store.Gates.CloseAsync([new CloseGate(new GateScope { Template = "bulk" }, "operator", "test", null)], default);
                break;
            case "quota":
                await Store.Quotas.SetAsync(new QuotaChange("stopped", 1, TimeSpan.FromDays(1), "claire", "test"), default);
                await Store.Quotas.TakeAsync([new QuotaRequest("stopped", 1)], default);
                break;
            default:
                await Store.Pacer.ReserveAsync([new PaceRequest(Channel.WhatsApp, "slow", 10, 1000)], default);
                break;
        }
    }

    // More of the same flow, all due before what is open.
    private static async Task MultiplyAsync(NpgsqlConnection connection)
    {
        await using var command = new NpgsqlCommand(
            $"""
            INSERT INTO notify.live (id, queued_at, ready_at, number, flow_id, state)
            SELECT gen_random_uuid(), l.queued_at, l.ready_at, nextval('notify.entry_number'), l.flow_id, 1
            FROM (SELECT l.* FROM notify.live l JOIN notify.flow f ON f.flow_id = l.flow_id WHERE f.tenant = 'stopped' LIMIT 1) l
            CROSS JOIN generate_series(1, {Many})
            """,
            connection) { CommandTimeout = 600 };
        await command.ExecuteNonQueryAsync();
    }

    // Taken back, so that the next one finds the same. The first fills the caches of the connection.
    private static async Task<(double Rows, long RowsRead, long Pages)> ClaimAsync(NpgsqlConnection connection)
    {
        (double, long, long) claimed = default;
        for (var i = 0; i < 2; i++)
        {
            await using var transaction = await connection.BeginTransactionAsync();
            var before = await RowsReadAsync(connection);
            var json = await ScalarAsync<string>(connection, "EXPLAIN (ANALYZE, BUFFERS, TIMING OFF, FORMAT JSON) SELECT * FROM notify.claim(1, 40, '1 minute')");
            var rows = await RowsReadAsync(connection) - before;
            await transaction.RollbackAsync();
            using var document = JsonDocument.Parse(json);
            var plan = document.RootElement[0].GetProperty("Plan");
            claimed = (plan.GetProperty("Actual Rows").GetDouble(), rows, Pages(plan));
        }

        return claimed;
    }

    // The connection's own counters, which also hold what it read before and has not reported yet.
    private static async Task<long> RowsReadAsync(NpgsqlConnection connection) => (long)await ScalarAsync<decimal>(
        connection,
        """
        SELECT sum(coalesce(idx_tup_fetch, 0) + seq_tup_read) FROM pg_stat_xact_user_tables
        WHERE schemaname = 'notify' AND (relname IN ('live', 'lease') OR relname LIKE 'message_%' OR relname LIKE 'history_%')
        """);

    private static long Pages(JsonElement plan) => plan.GetProperty("Shared Hit Blocks").GetInt64() + plan.GetProperty("Shared Read Blocks").GetInt64();

    private static async Task<T> ScalarAsync<T>(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return (T)(await command.ExecuteScalarAsync())!;
    }
}
