using Notify.Deliveries;
using Notify.Storage.Postgres.Tests.Support;

namespace Notify.Storage.Postgres.Tests.Deliveries;

/// <summary>What has no fallback pays nothing for those that have: the way from queued to ended does without the functions of plans.</summary>
public sealed class NoFallbackTests : PostgresTest
{
    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        Fixture.ChangesTables = true;
        await Sql.RunAsync(Fixture.ConnectionString, "DROP FUNCTION notify.hold; DROP FUNCTION notify.follow;");
    }

    [Fact]
    public async Task Deliveries_without_a_fallback_go_all_the_way_where_hold_and_follow_are_gone()
    {
        var queued = await Backlog.QueueAsync(Store, 5, clock: Fixture.Clock);
        var batch = await Store.Queue.ClaimAsync(new ClaimRequest("worker-1", 10, TimeSpan.FromMinutes(1)), default);
        batch.Deliveries.Select(d => d.Id).Should().BeEquivalentTo(queued);
        var marks = await Store.Queue.MarkAsync(batch.Lease, [.. queued.Take(4).Select(id => new MarkItem(id, null))], default);
        marks.Should().OnlyContain(m => m.Status == MarkStatus.Marked);

        var settled = await Store.Queue.SettleAsync(
            batch.Lease,
            [
                Settlement.Sent(queued[0], 1, "wamid.1"),
                Settlement.Retry(queued[1], 1, TimeSpan.FromMinutes(1), Reasons.ProviderRetry, "1", null),
                Settlement.Fail(queued[2], 1, Reasons.ProviderRejected, "1", null),
                Settlement.Unconfirmed(queued[3], 1, "timeout", null),
                Settlement.Block(queued[4], Reasons.OptOut),
            ],
            default);

        settled.Should().OnlyContain(s => s == SettleStatus.Applied);
        var records = await Store.Log.GetAsync([.. queued], default);
        queued.Select(id => records[id].State).Should().Equal(
            DeliveryState.Sent, DeliveryState.Queued, DeliveryState.Failed, DeliveryState.Unconfirmed, DeliveryState.Blocked);
    }

    [Fact]
    public async Task A_delivery_with_a_fallback_needs_them()
    {
        var queue = () => Store.Queue.EnqueueAsync([Backlog.WithFallback(Backlog.Flow(), Guid.NewGuid(), Fixture.Clock)], null, default);

        await queue.Should().ThrowAsync<Exception>().Where(e => e.ToString().Contains("notify.hold", StringComparison.Ordinal));
    }
}
