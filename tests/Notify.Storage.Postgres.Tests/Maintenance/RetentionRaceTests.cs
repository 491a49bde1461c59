using Notify.Deliveries;
using Notify.Storage.Postgres.Tests.Support;
using Npgsql;

namespace Notify.Storage.Postgres.Tests.Maintenance;

/// <summary>Retention and an operator who queues an old delivery again, at the same moment: it is either gone or whole.</summary>
public sealed class RetentionRaceTests : PostgresTest
{
    private const string Waiting = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'";

    private static readonly TimeSpan Age = TimeSpan.FromDays(60);
    private static readonly CommandInfo Claire = new("claire", "the person asked");

    private Guid _failed;
    private Guid _live;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        Fixture.ChangesTables = true;
        var ids = await Backlog.QueueAsync(Store, 2, clock: Fixture.Clock);
        var batch = await ClaimAsync(1);
        _failed = batch.Deliveries[0].Id;
        _live = ids.Single(id => id != _failed);
        await Store.Queue.MarkAsync(batch.Lease, [new MarkItem(_failed, null)], default);
        await Store.Queue.SettleAsync(batch.Lease, [Settlement.Fail(_failed, 1, Reasons.ProviderRejected, "1", null)], default);
        // Its week is past its time, and cannot be dropped: the other one is live.
        await Fixture.AdvanceAsync(TimeSpan.FromDays(100));
        // The weeks to come are made now: that waits for all who write.
        await Store.Setup.PrepareAsync(default);
    }

    [Fact]
    public async Task RemoveAsync_leaves_a_delivery_that_is_being_queued_again()
    {
        await using var other = await Fixture.Hand.OpenConnectionAsync();
        await using var requeue = await other.BeginTransactionAsync();
        (await RunAsync(other, $"SELECT count(*) FROM notify.requeue_ended(ARRAY['{_failed}'::uuid], ARRAY[(SELECT queued_at FROM notify.ended)], '{{7}}', 'requested', 1, NULL)"))
            .Should().Be(1);

        var removed = await Store.Retention.RemoveAsync(Age, 100, default);
        await requeue.CommitAsync();

        removed.Deliveries.Should().Be(0);
        (await ClaimAsync(10)).Deliveries.Select(d => d.Id).Should().BeEquivalentTo([_failed, _live]);
        (await Store.Retention.RemoveAsync(Age, 100, default)).Deliveries.Should().Be(0, "it is live");
    }

    [Fact]
    public async Task RequeueAsync_of_a_delivery_that_is_being_removed_finds_nothing_to_queue()
    {
        await using var other = await Fixture.Hand.OpenConnectionAsync();
        await using var removal = await other.BeginTransactionAsync();
        (await RunAsync(other, "SELECT notify.remove_finished('60 days', '40 days', 100)::bigint")).Should().Be(1);

        var requeueing = Store.Commands.RequeueAsync(new DeliverySelection("acme"), Claire, default);
        await Eventually.TrueAsync(async () => await Sql.ScalarAsync<long>(Fixture.ConnectionString, Waiting) > 0, "the command waits for the removal");
        await removal.CommitAsync();

        (await requeueing).Should().Be(0);
        (await ClaimAsync(10)).Deliveries.Select(d => d.Id).Should().Equal(_live);
    }

    private static async Task<long> RunAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return (long)(await command.ExecuteScalarAsync())!;
    }

    private Task<ClaimedBatch> ClaimAsync(int limit) => Store.Queue.ClaimAsync(new ClaimRequest("worker-1", limit, TimeSpan.FromMinutes(1)), default);
}
