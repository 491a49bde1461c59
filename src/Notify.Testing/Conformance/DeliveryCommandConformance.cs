using Notify.Deliveries;
using Notify.Testing.Conformance.Support;
using Xunit;

namespace Notify.Testing.Conformance;

/// <summary>What <see cref="IDeliveryCommands"/> promises: cancel, reschedule, requeue, each audited, only where it may be.</summary>
/// <typeparam name="TFixture">The provider's fixture.</typeparam>
public abstract class DeliveryCommandConformance<TFixture> : StorageConformance<TFixture>
    where TFixture : StorageFixture, new()
{
    [Fact]
    public async Task Cancel_takes_what_is_queued_or_claimed_and_nothing_else()
    {
        var states = await Work.EveryStateAsync();

        var count = await Store.Commands.CancelAsync(new DeliverySelection(Work.Tenant), Work.Command, default);

        Assert.Equal(2, count);
        foreach (var (state, id) in states)
        {
            Assert.Equal(state is DeliveryState.Queued or DeliveryState.Claimed ? DeliveryState.Cancelled : state, await Work.StateAsync(id));
        }
    }

    [Fact]
    public async Task Cancel_writes_who_and_why()
    {
        var id = await Work.QueueAsync();

        await Store.Commands.CancelAsync(Work.Only(id), new CommandInfo("claire", "wrong price"), default);

        Assert.Equal(Reasons.Requested, (await Work.RecordAsync(id)).Reason);
        var entry = Assert.Single(await Work.TrailAsync(id), e => e.Event == "cancelled");
        Assert.Equal(("claire", Reasons.Requested, "wrong price"), (entry.By, entry.Reason, entry.Detail));
        Assert.Empty((await Work.ClaimAsync()).Deliveries);
    }

    [Fact]
    public async Task Cancel_twice_counts_once()
    {
        var id = await Work.QueueAsync();

        Assert.Equal(1, await Store.Commands.CancelAsync(Work.Only(id), Work.Command, default));
        Assert.Equal(0, await Store.Commands.CancelAsync(Work.Only(id), Work.Command, default));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Commands_go_by_the_time_they_were_stored(bool byContact)
    {
        var (ids, times) = (new List<Guid>(), new List<DateTimeOffset>());
        for (var i = 0; i < 3; i++)
        {
            await Work.AdvanceAsync(TimeSpan.FromMinutes(1));
            times.Add(Work.Now);
            ids.Add(await Work.QueueAsync());
        }

        var middle = new DeliverySelection(Work.Tenant)
        {
            ContactId = byContact ? (await Work.ContactAsync()).Id : null, QueuedFrom = times[1], QueuedBefore = times[2],
        };

        Assert.Equal(1, await Store.Commands.CancelAsync(middle, Work.Command, default));
        Assert.Equal(DeliveryState.Cancelled, await Work.StateAsync(ids[1]));
        Assert.Equal(2, await Store.Commands.CancelAsync(middle with { QueuedFrom = null, QueuedBefore = null }, Work.Command, default));
        Assert.Equal(1, await Store.Commands.RequeueAsync(middle, Work.Command, default));
        Assert.Equal(DeliveryState.Queued, await Work.StateAsync(ids[1]));
    }

    [Fact]
    public async Task Cancel_takes_only_what_every_filter_matches()
    {
        var both = await Work.QueueAsync(change: d => d with { CampaignId = "spring", CorrelationId = "a" });
        var campaign = await Work.QueueAsync(change: d => d with { CampaignId = "spring", CorrelationId = "b" });
        var correlation = await Work.QueueAsync(change: d => d with { CampaignId = "autumn", CorrelationId = "a" });
        var selection = new DeliverySelection(Work.Tenant) { CampaignId = "spring", CorrelationId = "a" };

        Assert.Equal(1, await Store.Commands.CancelAsync(selection, Work.Command, default));

        Assert.Equal(DeliveryState.Cancelled, await Work.StateAsync(both));
        Assert.Equal((DeliveryState.Queued, DeliveryState.Queued), (await Work.StateAsync(campaign), await Work.StateAsync(correlation)));
    }

    [Fact]
    public async Task Reschedule_gives_what_is_queued_another_time()
    {
        var id = await Work.QueueAsync();
        var due = Work.Now.AddHours(3);

        Assert.Equal(1, await Store.Commands.RescheduleAsync(Work.Only(id), due, Work.Command, default));

        Assert.Equal(due, (await Work.RecordAsync(id)).DueAt);
        Assert.Empty((await Work.ClaimAsync()).Deliveries);
        Assert.Contains(await Work.TrailAsync(id), e => e.By == "claire" && e.Reason == Reasons.Requested && e.Detail == Work.Command.Reason);
        await Work.AdvanceAsync(TimeSpan.FromHours(3));
        Assert.Single((await Work.ClaimAsync()).Deliveries);
    }

    [Fact]
    public async Task Reschedule_can_bring_forward()
    {
        var id = await Work.QueueAsync(change: d => d with { NotBefore = Work.Now.AddDays(3) });

        await Store.Commands.RescheduleAsync(Work.Only(id), Work.Now, Work.Command, default);

        Assert.Equal(id, Assert.Single((await Work.ClaimAsync()).Deliveries).Id);
    }

    [Fact]
    public async Task Reschedule_leaves_what_is_not_queued()
    {
        await Work.EveryStateAsync();

        Assert.Equal(1, await Store.Commands.RescheduleAsync(new DeliverySelection(Work.Tenant), Work.Now.AddDays(1), Work.Command, default));
    }

    [Fact]
    public async Task Requeue_takes_what_failed_expired_was_cancelled_or_is_in_doubt_and_nothing_else()
    {
        var states = await Work.EveryStateAsync();

        var count = await Store.Commands.RequeueAsync(new DeliverySelection(Work.Tenant), Work.Command, default);

        Assert.Equal(4, count);
        foreach (var (state, id) in states)
        {
            var isTaken = state is DeliveryState.Failed or DeliveryState.Expired or DeliveryState.Cancelled or DeliveryState.Unconfirmed;
            Assert.Equal(isTaken ? DeliveryState.Queued : state, await Work.StateAsync(id));
        }
    }

    [Fact]
    public async Task Requeue_gives_all_attempts_back_and_is_due_at_once()
    {
        var (id, lease, send) = await Work.SendingAsync();
        await Work.SettleAsync(lease, Settlement.Fail(id, send, Reasons.ProviderRejected, "131026", null));
        await Work.AdvanceAsync(TimeSpan.FromDays(1));

        await Store.Commands.RequeueAsync(Work.Only(id), Work.Command, default);

        var record = await Work.RecordAsync(id);
        Assert.Equal((0, 1, Work.Now), (record.Attempts, record.Sends, record.DueAt));
        Assert.Contains(await Work.TrailAsync(id), e => e is { Event: "queued", By: "claire", Reason: Reasons.Requested });
        Assert.Equal(2, (await Work.SendAsync(id)).Send);
    }

    [Fact]
    public async Task Requeue_takes_an_expiry_away_once_it_has_passed_and_keeps_one_to_come()
    {
        var passed = await Work.QueueAsync(change: d => d with { ExpiresAt = Work.Now.AddMinutes(1) });
        var toCome = await Work.QueueAsync(change: d => d with { ExpiresAt = Work.Now.AddDays(1) });
        await Store.Commands.CancelAsync(Work.Only(toCome), Work.Command, default);
        await Work.AdvanceAsync(TimeSpan.FromMinutes(2));
        await Work.RecoverAsync();

        Assert.Equal(2, await Store.Commands.RequeueAsync(new DeliverySelection(Work.Tenant), Work.Command, default));

        Assert.Null((await Work.RecordAsync(passed)).ExpiresAt);
        Assert.NotNull((await Work.RecordAsync(toCome)).ExpiresAt);
        await Work.RecoverAsync();
        Assert.Equal(DeliveryState.Queued, await Work.StateAsync(passed));
    }

    [Fact]
    public async Task Requeue_leaves_those_of_people_who_opted_out()
    {
        var id = await Work.QueueAsync();
        await Work.OptOutAsync();

        Assert.Equal(0, await Store.Commands.RequeueAsync(Work.Only(id), Work.Command, default));

        Assert.Equal(DeliveryState.Cancelled, await Work.StateAsync(id));
    }

    [Fact]
    public async Task Requeue_after_opting_in_again_works()
    {
        var id = await Work.QueueAsync();
        await Work.OptOutAsync();
        await Work.OptInAsync();

        Assert.Equal(1, await Store.Commands.RequeueAsync(Work.Only(id), Work.Command, default));
    }

    [Fact]
    public async Task A_command_raced_by_two_instances_counts_each_delivery_once()
    {
        await Work.QueueManyAsync(30);
        var second = await Work.SecondAsync();

        var counts = await Race.RunAsync(
            4, i => (i % 2 == 0 ? Store : second).Commands.CancelAsync(new DeliverySelection(Work.Tenant), Work.Command, default));

        Assert.Equal(30, counts.Sum());
    }
}
