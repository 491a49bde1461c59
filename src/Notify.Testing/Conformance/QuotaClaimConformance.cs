using Notify.Deliveries;
using Notify.Limits;
using Notify.Testing.Conformance.Support;
using Xunit;

namespace Notify.Testing.Conformance;

/// <summary>What <see cref="IDeliveryQueue.ClaimAsync"/> promises of quotas: it does not reach past a tenant that has none left.</summary>
/// <typeparam name="TFixture">The provider's fixture.</typeparam>
public abstract class QuotaClaimConformance<TFixture> : StorageConformance<TFixture>
    where TFixture : StorageFixture, new()
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    [Fact]
    public async Task Claim_tells_which_deliveries_have_a_quota()
    {
        await Work.SetQuotaAsync(5);
        var metered = await Work.QueueAsync();
        var free = await Work.QueueAsync(Work.Flow("globex"));

        var claimed = (await Work.ClaimAsync()).Deliveries;

        Assert.Equal((true, false), (claimed.Single(d => d.Id == metered).HasQuota, claimed.Single(d => d.Id == free).HasQuota));
    }

    [Fact]
    public async Task Claim_does_not_reach_past_a_tenant_without_quota_left()
    {
        await Work.SetQuotaAsync(2);
        await Work.QueueManyAsync(50);
        await Work.QueueAsync(Work.Flow(priority: Priority.Critical));
        var free = await Work.QueueAsync(Work.Flow("globex", priority: Priority.Bulk));
        await Work.TakeAsync(2);

        Assert.Equal(free, Assert.Single((await Work.ClaimAsync(10)).Deliveries).Id);
        Assert.Equal(0, (await Work.ClaimAsync()).Lease);
    }

    [Fact]
    public async Task Claim_goes_on_in_the_next_window()
    {
        await Work.SetQuotaAsync(1);
        await Work.QueueAsync();
        await Work.TakeAsync(1);

        await Work.AdvanceAsync(Hour - TimeSpan.FromMilliseconds(1));
        Assert.Empty((await Work.ClaimAsync()).Deliveries);
        await Work.AdvanceAsync(TimeSpan.FromMilliseconds(1));

        Assert.Single((await Work.ClaimAsync()).Deliveries);
    }

    [Fact]
    public async Task Claim_goes_on_once_there_is_room_again()
    {
        await Work.SetQuotaAsync(1);
        await Work.QueueManyAsync(3);
        var grant = await Work.TakeAsync(1);

        await Work.SetQuotaAsync(2);
        Assert.Single((await Work.ClaimAsync(1)).Deliveries);

        await Work.TakeAsync(1);
        Assert.Empty((await Work.ClaimAsync(1)).Deliveries);
        await Store.Quotas.GiveBackAsync([new QuotaReturn(Work.Tenant, 1, grant.ResetsAt!.Value)], default);
        Assert.Single((await Work.ClaimAsync(1)).Deliveries);

        await Work.TakeAsync(1);
        await Work.SetQuotaAsync(null);
        Assert.Single((await Work.ClaimAsync(1)).Deliveries);
    }

    [Fact]
    public async Task Claim_stops_at_a_quota_of_zero_before_anything_was_taken()
    {
        await Work.QueueAsync();
        await Work.SetQuotaAsync(0);

        Assert.Empty((await Work.ClaimAsync()).Deliveries);
    }

    [Fact]
    public async Task Settle_to_wait_keeps_the_place_in_the_line()
    {
        var first = await Work.QueueAsync();
        await Work.AdvanceAsync(TimeSpan.FromSeconds(1));
        var second = await Work.QueueAsync();
        var dueAt = (await Work.RecordAsync(first)).DueAt;
        await Work.AdvanceAsync(TimeSpan.FromSeconds(1));
        var batch = await Work.ClaimAsync(1);

        Assert.Equal(SettleStatus.Applied, await Work.SettleAsync(batch.Lease, Settlement.Wait(first, Reasons.Quota)));

        var record = await Work.RecordAsync(first);
        Assert.Equal((DeliveryState.Queued, Reasons.Quota, dueAt, 0), (record.State, record.Reason, record.DueAt, record.Attempts));
        Assert.Contains(await Work.TrailAsync(first), e => e is { Event: "deferred", Reason: Reasons.Quota, By: "worker-1" });
        Assert.Equal([first, second], (await Work.ClaimAsync()).Deliveries.Select(d => d.Id));
    }
}
