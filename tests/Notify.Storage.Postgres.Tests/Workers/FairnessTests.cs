using Notify.Deliveries;
using Notify.Storage.Postgres.Tests.Support;

namespace Notify.Storage.Postgres.Tests.Workers;

public sealed class FairnessTests : PostgresTest
{
    private const int BatchSize = 20;

    private static readonly int BacklogSize = Backlog.Size(10_000, 500_000);

    [Fact]
    public async Task ClaimAsync_behind_a_campaign_takes_what_is_critical_in_the_next_batch()
    {
        await Backlog.QueueAsync(Store, BacklogSize, Backlog.Flow(priority: Priority.Bulk), Fixture.Clock);
        await ClaimAsync();
        var critical = await Backlog.QueueAsync(Store, 1, Backlog.Flow(priority: Priority.Critical), Fixture.Clock);

        (await ClaimAsync()).Deliveries[0].Id.Should().Be(critical[0]);
    }

    [Fact]
    public async Task ClaimAsync_behind_another_tenants_flood_takes_a_tenants_own_in_the_next_batch()
    {
        await Backlog.QueueAsync(Store, BacklogSize, Backlog.Flow("flood"), Fixture.Clock);
        await ClaimAsync();
        var quiet = await Backlog.QueueAsync(Store, 5, Backlog.Flow("quiet"), Fixture.Clock);

        var batch = await ClaimAsync();

        batch.Deliveries.Where(d => d.Flow.Tenant == "quiet").Select(d => d.Id).Should().BeEquivalentTo(quiet);
        batch.Deliveries.Should().HaveCount(BatchSize, "what one tenant leaves goes to the other");
    }

    [Fact]
    public async Task ClaimAsync_gives_every_tenant_its_turn()
    {
        foreach (var tenant in Enumerable.Range(0, 40))
        {
            await Backlog.QueueAsync(Store, 50, Backlog.Flow($"tenant-{tenant}"), Fixture.Clock);
        }

        var served = new HashSet<string>();
        for (var i = 0; i < 20; i++)
        {
            served.UnionWith((await ClaimAsync()).Deliveries.Select(d => d.Flow.Tenant));
        }

        served.Should().HaveCount(40, "400 were taken, and each of 40 tenants has 50");
    }

    private Task<ClaimedBatch> ClaimAsync() => Store.Queue.ClaimAsync(new ClaimRequest("worker-1", BatchSize, TimeSpan.FromMinutes(1)), default);
}
