using Notify.Deliveries;
using Notify.Storage;
using Notify.Storage.Postgres.Tests.Support;

namespace Notify.Storage.Postgres.Tests.Deliveries;

/// <summary>Many keys at once are taken as if all were new; what is not new has to be found all the same.</summary>
public sealed class BulkKeyTests : PostgresTest
{
    private const string Waiting = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'";

    [Fact]
    public async Task Enqueue_of_many_keys_finds_the_one_that_others_have()
    {
        var first = New(31);
        await Store.Queue.EnqueueAsync([first], null, default);

        var results = await Store.Queue.EnqueueAsync([.. Enumerable.Range(1, 60).Select(New)], null, default);

        results.Select(r => r.IsDuplicate).Should().Equal(Enumerable.Range(1, 60).Select(i => i == 31));
        results[30].NotificationId.Should().Be(first.Id);
        (await Sql.ScalarAsync<long>(Fixture.ConnectionString, $"SELECT count(*) FROM {TestServer.Schema}.live")).Should().Be(60);
    }

    [Fact]
    public async Task Enqueue_of_many_keys_waits_for_another_that_takes_them()
    {
        await using var connection = await Fixture.Hand.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        var firsts = Enumerable.Range(41, 60).Select(New).ToList();
        await Store.Queue.EnqueueAsync(firsts, transaction, default);

        var storing = StoreAsync([.. Enumerable.Range(1, 60).Select(New)]);
        await Eventually.TrueAsync(async () => await Sql.ScalarAsync<long>(Fixture.ConnectionString, Waiting) > 0, "the second waits for the first");
        await transaction.CommitAsync();

        var results = await storing;
        results.Select(r => r.IsDuplicate).Should().Equal(Enumerable.Range(1, 60).Select(i => i > 40));
        results.Skip(40).Select(r => r.NotificationId).Should().Equal(firsts.Take(20).Select(n => n.Id));
        (await Sql.ScalarAsync<long>(Fixture.ConnectionString, $"SELECT count(*) FROM {TestServer.Schema}.live")).Should().Be(100);
    }

    // The store waits for a moment, and who calls asks again.
    private async Task<IReadOnlyList<EnqueueResult>> StoreAsync(IReadOnlyList<NewNotification> notifications)
    {
        IReadOnlyList<EnqueueResult> results = [];
        await Eventually.TrueAsync(
            async () =>
            {
                try
                {
                    results = await Store.Queue.EnqueueAsync(notifications, null, default);
                    return true;
                }
                catch (StorageException e) when (e.IsBlocked)
                {
                    return false;
                }
            },
            "they are stored");
        return results;
    }

    private NewNotification New(int number) =>
        Backlog.New(Backlog.Flow(), Guid.NewGuid(), Fixture.Clock) with { IdempotencyKey = $"key-{number:000}" };
}
