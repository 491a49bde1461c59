using Notify.Deliveries;
using Notify.Storage.Postgres.Tests.Support;
using Npgsql;

namespace Notify.Storage.Postgres.Tests.Deliveries;

/// <summary>A claim while others queue.</summary>
public sealed class ClaimRaceTests : PostgresTest
{
    private const string Waiting = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'";

    [Fact]
    public async Task ClaimAsync_knows_a_flow_that_was_made_after_it_began()
    {
        await Backlog.QueueAsync(Store, 1, Backlog.Flow("acme"), Fixture.Clock);

        // Knows the worker, so that the claim is the next it asks for.
        await ClaimAsync(0);
        await using var other = await Fixture.Hand.OpenConnectionAsync();
        await using var hold = await other.BeginTransactionAsync();

        // A claim reads it before it looks at what is due; who queues does not.
        await using (var command = new NpgsqlCommand($"LOCK TABLE {TestServer.Schema}.pace IN ACCESS EXCLUSIVE MODE", other))
        {
            await command.ExecuteNonQueryAsync();
        }

        var claim = ClaimAsync(10);
        await Eventually.TrueAsync(async () => await Sql.ScalarAsync<long>(Fixture.ConnectionString, Waiting) > 0, "the claim has begun");
        await Backlog.QueueAsync(Store, 1, Backlog.Flow("zenith"), Fixture.Clock);
        await hold.CommitAsync();

        (await claim).Deliveries.Select(d => d.Flow.Tenant).Should().BeEquivalentTo("acme", "zenith");
    }

    private Task<ClaimedBatch> ClaimAsync(int limit) => Store.Queue.ClaimAsync(new ClaimRequest("worker-1", limit, TimeSpan.FromMinutes(1)), default);
}
