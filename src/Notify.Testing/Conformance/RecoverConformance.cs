using Notify.Deliveries;
using Notify.Gates;
using Notify.Testing.Conformance.Support;
using Xunit;

namespace Notify.Testing.Conformance;

/// <summary>What <see cref="IDeliveryQueue.RecoverAsync"/> promises of leases and expiry. Doubt has a suite of its own.</summary>
/// <typeparam name="TFixture">The provider's fixture.</typeparam>
public abstract class RecoverConformance<TFixture> : StorageConformance<TFixture>
    where TFixture : StorageFixture, new()
{
    [Fact]
    public async Task Recover_of_nothing_reports_nothing() => Assert.Equal(default, await Work.RecoverAsync());

    [Fact]
    public async Task Recover_before_the_lease_ends_leaves_all_as_it_is()
    {
        var sending = await Work.SendingAsync();
        var claimed = await Work.QueueAsync();
        await Work.ClaimAsync();
        await Work.AdvanceAsync(Work.Lease - TimeSpan.FromSeconds(1));

        Assert.Equal(default, await Work.RecoverAsync());

        Assert.Equal((DeliveryState.Sending, DeliveryState.Claimed), (await Work.StateAsync(sending.Id), await Work.StateAsync(claimed)));
    }

    [Fact]
    public async Task Recover_queues_a_claim_whose_lease_ended_at_no_cost()
    {
        var id = await Work.QueueAsync();
        await Work.ClaimAsync();
        await Work.AdvanceAsync(Work.Lease + TimeSpan.FromSeconds(1));

        var report = await Work.RecoverAsync();

        Assert.Equal(1, report.ClaimsReturned);
        var record = await Work.RecordAsync(id);
        Assert.Equal((DeliveryState.Queued, Reasons.LeaseOver, 0), (record.State, record.Reason, record.Attempts));
        Assert.Contains(await Work.TrailAsync(id), e => e is { Event: "queued", Reason: Reasons.LeaseOver, By: "maintenance" });
        Assert.Equal(id, Assert.Single((await Work.ClaimAsync()).Deliveries).Id);
    }

    [Fact]
    public async Task Recover_puts_a_marked_delivery_whose_lease_ended_in_doubt()
    {
        var (id, _, _) = await Work.SendingAsync();
        await Work.AdvanceAsync(Work.Lease + TimeSpan.FromSeconds(1));

        var report = await Work.RecoverAsync();

        Assert.Equal((0, 1), (report.ClaimsReturned, report.NowUnconfirmed));
        var record = await Work.RecordAsync(id);
        Assert.Equal((DeliveryState.Unconfirmed, Reasons.LeaseOver, 1, 1), (record.State, record.Reason, record.Attempts, record.Sends));
        Assert.Contains(await Work.TrailAsync(id), e => e is { Event: "unconfirmed", Reason: Reasons.LeaseOver, SendNumber: 1, By: "maintenance" });
        Assert.Empty((await Work.ClaimAsync()).Deliveries);
    }

    [Fact]
    public async Task Recover_twice_does_it_once()
    {
        await Work.SendingAsync();
        await Work.QueueAsync();
        await Work.ClaimAsync();
        await Work.AdvanceAsync(Work.Lease + TimeSpan.FromSeconds(1));
        await Work.RecoverAsync();

        Assert.Equal(default, await Work.RecoverAsync());
    }

    [Fact]
    public async Task Recover_expires_what_waits_too_long()
    {
        var id = await Work.QueueAsync(change: d => d with { ExpiresAt = Work.Now.AddMinutes(1) });
        var later = await Work.QueueAsync(change: d => d with { ExpiresAt = Work.Now.AddMinutes(2) });
        var never = await Work.QueueAsync();
        await Work.AdvanceAsync(TimeSpan.FromMinutes(1));

        var report = await Work.RecoverAsync();

        Assert.Equal(1, report.Expired);
        var record = await Work.RecordAsync(id);
        Assert.Equal((DeliveryState.Expired, Reasons.Expired), (record.State, record.Reason));
        Assert.Contains(await Work.TrailAsync(id), e => e is { Event: "expired", Reason: Reasons.Expired, By: "maintenance" });
        Assert.Equal((DeliveryState.Queued, DeliveryState.Queued), (await Work.StateAsync(later), await Work.StateAsync(never)));
    }

    [Fact]
    public async Task Recover_expires_also_what_is_not_due_or_stands_behind_a_gate()
    {
        var deferred = await Work.QueueAsync();
        var batch = await Work.ClaimAsync();
        await Work.SettleAsync(batch.Lease, Settlement.Defer(deferred, Work.Now.AddDays(1), Reasons.QuietHours));
        var notDue = await Work.QueueAsync(change: d => d with { NotBefore = Work.Now.AddDays(1), ExpiresAt = Work.Now.AddMinutes(1) });
        var stopped = await Work.QueueAsync(change: d => d with { ExpiresAt = Work.Now.AddMinutes(1) });
        await Work.CloseAsync(GateScope.Everything);
        await Work.AdvanceAsync(TimeSpan.FromMinutes(1));

        await Work.RecoverAsync();

        Assert.Equal((DeliveryState.Expired, DeliveryState.Expired), (await Work.StateAsync(notDue), await Work.StateAsync(stopped)));
        Assert.Equal(DeliveryState.Queued, await Work.StateAsync(deferred));
    }

    [Fact]
    public async Task Recover_leaves_an_expired_delivery_to_the_worker_that_holds_it()
    {
        var (id, _, _) = await Work.SendingAsync(change: d => d with { ExpiresAt = Work.Now.AddSeconds(30) });
        await Work.AdvanceAsync(TimeSpan.FromSeconds(40));

        Assert.Equal(0, (await Work.RecoverAsync()).Expired);

        Assert.Equal(DeliveryState.Sending, await Work.StateAsync(id));
    }

    [Fact]
    public async Task Recover_does_no_more_than_the_limit_of_each_kind_and_says_that_there_is_more()
    {
        await Work.QueueManyAsync(5);
        await Work.ClaimAsync();
        await Work.AdvanceAsync(Work.Lease + TimeSpan.FromSeconds(1));

        var reports = await Work.RecoverAllAsync(Work.Recovery(limit: 2));

        Assert.Equal(2, reports[0].ClaimsReturned);
        Assert.True(reports[0].HasMore);
        Assert.Equal(5, reports.Sum(r => r.ClaimsReturned));
        Assert.All(reports, r => Assert.InRange(r.ClaimsReturned, 0, 2));
    }

    [Fact]
    public async Task Recover_on_many_hosts_at_once_does_each_thing_once()
    {
        var sending = await Work.SendingAsync();
        await Work.QueueManyAsync(30);
        await Work.ClaimAsync();
        await Work.AdvanceAsync(Work.Lease + TimeSpan.FromSeconds(1));
        var second = await Work.SecondAsync();

        var reports = await Race.RunAsync(4, i => (i % 2 == 0 ? Store : second).Queue.RecoverAsync(Work.Recovery(), default));

        Assert.Equal(30, reports.Sum(r => r.ClaimsReturned));
        Assert.Equal(1, reports.Sum(r => r.NowUnconfirmed));
        Assert.Single(await Work.TrailAsync(sending.Id), e => e.Event == "unconfirmed");
    }
}
