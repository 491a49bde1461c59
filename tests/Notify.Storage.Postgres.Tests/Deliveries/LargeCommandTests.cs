using Notify.Deliveries;
using Notify.Storage.Postgres.Tests.Support;
using Npgsql;

namespace Notify.Storage.Postgres.Tests.Deliveries;

/// <summary>A command over a campaign must not hold up the workers until its end.</summary>
public sealed class LargeCommandTests : PostgresTest
{
    private const int Piece = 2000;
    private static readonly CommandInfo Claire = new("claire", "wrong prices");

    [Fact]
    public async Task CancelAsync_of_many_leaves_what_it_is_done_with_before_it_comes_to_the_rest()
    {
        var ids = (await Backlog.QueueAsync(Store, Piece + 5, clock: Fixture.Clock)).Order().ToArray();
        await using var other = await Fixture.Hand.OpenConnectionAsync();
        await using var hold = await other.BeginTransactionAsync();
        await LockAsync(other, ids[^1]);

        var cancelling = Store.Commands.CancelAsync(new DeliverySelection("acme"), Claire, default);
        await Eventually.TrueAsync(async () => await LiveAsync() == 5, "the first piece is cancelled");
        var record = (await Store.Log.GetAsync([ids[0]], default))[ids[0]];
        record.State.Should().Be(DeliveryState.Cancelled);
        cancelling.IsCompleted.Should().BeFalse("somebody holds a row of the second");
        await hold.RollbackAsync();

        (await cancelling).Should().Be(ids.Length);
        (await LiveAsync()).Should().Be(0);
    }

    [Fact]
    public async Task RequeueAsync_and_RescheduleAsync_of_many_change_every_one()
    {
        const int Count = (2 * Piece) + 1;
        await Backlog.QueueAsync(Store, Count, clock: Fixture.Clock);
        var all = new DeliverySelection("acme");

        (await Store.Commands.CancelAsync(all, Claire, default)).Should().Be(Count);
        (await Store.Commands.RequeueAsync(all, Claire, default)).Should().Be(Count);
        (await Store.Commands.RescheduleAsync(all, Fixture.Clock.GetUtcNow().AddHours(1), Claire, default)).Should().Be(Count);

        (await Store.Queue.ClaimAsync(new ClaimRequest("worker-1", 10, TimeSpan.FromMinutes(1)), default)).Deliveries.Should().BeEmpty("all are due in an hour");
        (await Store.Log.CountAsync("acme", DeliveryState.Queued, default)).Sum(c => c.Count).Should().Be(Count);
    }

    private static async Task LockAsync(NpgsqlConnection connection, Guid id)
    {
        await using var command = new NpgsqlCommand("SELECT FROM notify.live WHERE id = $1 FOR UPDATE", connection) { Parameters = { new() { Value = id } } };
        await command.ExecuteNonQueryAsync();
    }

    private Task<long> LiveAsync() => Sql.ScalarAsync<long>(Fixture.ConnectionString, "SELECT count(*) FROM notify.live");
}
