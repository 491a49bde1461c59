using Notify.Auditing;
using Notify.Deliveries;
using Notify.Maintenance;
using Notify.Receipts;
using Notify.Testing.Conformance.Support;
using Xunit;

namespace Notify.Testing.Conformance;

/// <summary>What <see cref="IRetention"/> promises: old history goes, what is live or young stays.</summary>
/// <typeparam name="TFixture">The provider's fixture.</typeparam>
public abstract class RetentionConformance<TFixture> : StorageConformance<TFixture>
    where TFixture : StorageFixture, new()
{
    private static readonly TimeSpan Age = TimeSpan.FromDays(60);

    // What goes as a whole may go this much later.
    private static readonly TimeSpan Grace = TimeSpan.FromDays(14);

    [Fact]
    public async Task Remove_leaves_what_is_young()
    {
        var ids = (await Work.EveryStateAsync()).Values.ToList();
        await Work.AdvanceAsync(Age - TimeSpan.FromMinutes(1));

        await Work.RemoveAllAsync(Age);

        Assert.Equal(ids.Order(), (await Store.Log.GetAsync(ids, default)).Keys.Order());
        foreach (var id in ids)
        {
            Assert.NotEmpty(await Work.TrailAsync(id));
        }
    }

    [Fact]
    public async Task Remove_takes_what_is_old_and_finished_with_its_trail()
    {
        var read = await Work.SentAsync();
        await Work.ReceiveAsync(read, 1, ReceiptStatus.Read);
        var ids = await Work.EveryStateAsync();
        await Work.AdvanceAsync(Age + Grace);

        await Work.RemoveAllAsync(Age);

        DeliveryState[] finished =
            [DeliveryState.Sent, DeliveryState.Failed, DeliveryState.Expired, DeliveryState.Blocked, DeliveryState.Cancelled];
        var gone = finished.Select(s => ids[s]).Append(read).ToList();
        Assert.Empty(await Store.Log.GetAsync(gone, default));
        foreach (var id in gone)
        {
            Assert.Empty(await Work.TrailAsync(id));
        }

        Assert.Equal(ids.Values.Except(gone).Order(), (await Store.Log.PageAsync(new DeliverySelection(Work.Tenant), 100, null, default)).Deliveries.Select(d => d.Id).Order());
        Assert.Empty(await Store.Log.CountAsync(Work.Tenant, DeliveryState.Failed, default));
    }

    [Fact]
    public async Task Remove_leaves_what_is_live_with_its_trail()
    {
        var ids = await Work.EveryStateAsync();
        await Work.AdvanceAsync(Age + Grace);

        await Work.RemoveAllAsync(Age);

        foreach (var state in new[] { DeliveryState.Queued, DeliveryState.Claimed, DeliveryState.Sending, DeliveryState.Unconfirmed })
        {
            Assert.Equal(state, await Work.StateAsync(ids[state]));
            Assert.Equal(AuditEvents.Of(DeliveryState.Queued), (await Work.TrailAsync(ids[state]))[0].Event);
        }

        Assert.Equal(ids[DeliveryState.Queued], Assert.Single((await Work.ClaimAsync()).Deliveries).Id);
    }

    [Fact]
    public async Task Remove_leaves_what_moved_lately_for_its_receipts()
    {
        var id = await Work.QueueAsync(change: d => d with { NotBefore = Work.Now + Age });
        await Work.AdvanceAsync(Age);
        var (_, lease, send) = await Work.SendAsync(id);
        await Work.SettleAsync(lease, Settlement.Sent(id, send, null));

        await Work.AdvanceAsync(RetentionOptions.ShortestHistory - TimeSpan.FromMinutes(1));
        await Work.RemoveAllAsync(Age);
        Assert.Equal(ReceiptEffect.Applied, await Work.ReceiveAsync(id, send, ReceiptStatus.Delivered));

        await Work.AdvanceAsync(RetentionOptions.ShortestHistory + Grace);
        await Work.RemoveAllAsync(Age);
        Assert.Empty(await Store.Log.GetAsync([id], default));
    }

    [Fact]
    public async Task Remove_leaves_contacts_and_what_they_decided()
    {
        await Work.OptOutAsync();
        var contact = await Work.ContactAsync();
        await Work.AdvanceAsync(Age + Grace);

        await Work.RemoveAllAsync(Age);

        Assert.Equal(contact, await Work.ContactAsync());
        Assert.True(contact.IsOptedOut);
        Assert.Empty(await Store.Log.TrailAsync(new TrailQuery(Work.Tenant) { ContactId = contact.Id }, default));
    }

    [Fact]
    public async Task Remove_leaves_young_audit_of_contacts()
    {
        await Work.OptOutAsync();
        await Work.AdvanceAsync(Age - TimeSpan.FromMinutes(1));

        await Work.RemoveAllAsync(Age);

        Assert.Single(await Store.Log.TrailAsync(new TrailQuery(Work.Tenant) { ContactId = (await Work.ContactAsync()).Id }, default));
    }

    [Fact]
    public async Task Receipt_for_what_was_removed_is_an_orphan()
    {
        var id = await Work.SentAsync();
        await Work.AdvanceAsync(Age + Grace);
        await Work.RemoveAllAsync(Age);

        Assert.Equal(ReceiptEffect.Orphan, await Work.ReceiveAsync(id, 1, ReceiptStatus.Read));
    }

    [Fact]
    public async Task Remove_may_be_run_by_two_instances_a_little_at_a_time()
    {
        for (var i = 0; i < 7; i++)
        {
            await Work.SentAsync();
        }

        await Work.AdvanceAsync(Age + Grace);
        var young = await Work.SentAsync();
        var second = await Work.SecondAsync();

        await Race.RunAsync(4, i => Work.RemoveAllAsync(Age, 2, i % 2 == 0 ? Store : second));

        Assert.Equal(young, Assert.Single((await Store.Log.PageAsync(new DeliverySelection(Work.Tenant), 100, null, default)).Deliveries).Id);
    }

    [Fact]
    public async Task Queue_goes_on_after_a_removal()
    {
        await Work.SentAsync();
        await Work.AdvanceAsync(Age + Grace);
        await Work.RemoveAllAsync(Age);

        Assert.Equal(DeliveryState.Sent, await Work.StateAsync(await Work.SentAsync()));
    }
}
