using Notify.Auditing;
using Notify.Contacts;
using Notify.Deliveries;
using Notify.Receipts;
using Notify.Testing.Conformance.Support;
using Xunit;

namespace Notify.Testing.Conformance;

/// <summary>What <see cref="IErasure"/> promises of deliveries: nothing waits, nothing of the person is left, and nothing comes back.</summary>
/// <typeparam name="TFixture">The provider's fixture.</typeparam>
public abstract class ErasureConformance<TFixture> : StorageConformance<TFixture>
    where TFixture : StorageFixture, new()
{
    [Fact]
    public async Task Erase_cancels_what_waits()
    {
        var claimed = await Work.QueueAsync();
        var lease = (await Work.ClaimAsync()).Lease;
        var queued = await Work.QueueAsync();

        Assert.Equal(new ErasureReport(true, 2, 2), await Work.EraseAsync());

        foreach (var id in new[] { claimed, queued })
        {
            var record = await Work.RecordAsync(id);
            Assert.Equal((DeliveryState.Cancelled, Reasons.Erased), (record.State, record.Reason));
            Assert.Contains(await Work.TrailAsync(id), e => e is { Event: "cancelled", Reason: Reasons.Erased, By: "claire" });
        }

        Assert.Equal(MarkStatus.Lost, (await Work.MarkAsync(lease, claimed)).Status);
        Assert.Empty((await Work.ClaimAsync()).Deliveries);
    }

    [Fact]
    public async Task Erase_leaves_the_state_of_what_was_sent()
    {
        var sent = await Work.SentAsync();
        var unconfirmed = await Work.InDoubtAsync();

        Assert.Equal(new ErasureReport(true, 0, 2), await Work.EraseAsync());

        Assert.Equal(DeliveryState.Sent, await Work.StateAsync(sent));
        Assert.Equal(DeliveryState.Unconfirmed, await Work.StateAsync(unconfirmed));
    }

    [Fact]
    public async Task Erase_empties_payloads()
    {
        var (id, lease, send) = await Work.SendingAsync();
        await Work.EraseAsync();

        await Work.SettleAsync(lease, Settlement.Retry(id, send, TimeSpan.Zero, Reasons.ProviderRetry, "1", null));

        Assert.Equal(0, Assert.Single((await Work.ClaimAsync()).Deliveries).Payload.Length);
    }

    [Fact]
    public async Task Erase_lets_nobody_queue_again_what_was_given_up()
    {
        var (id, lease, send) = await Work.SendingAsync();
        await Work.SettleAsync(lease, Settlement.Fail(id, send, Reasons.ProviderRejected, null, null));
        await Work.EraseAsync();

        Assert.Equal(0, await Store.Commands.RequeueAsync(Work.Only(id), Work.Command, default));
    }

    [Fact]
    public async Task Erase_takes_the_providers_ids_away()
    {
        var id = await Work.SentAsync();
        Assert.NotNull((await Work.RecordAsync(id)).ProviderMessageId);

        await Work.EraseAsync();

        Assert.Null((await Work.RecordAsync(id)).ProviderMessageId);
    }

    [Fact]
    public async Task Receipt_after_an_erasure_is_applied_without_its_id()
    {
        var id = await Work.SentAsync();
        await Work.EraseAsync();

        Assert.Equal(ReceiptEffect.Applied, await Work.ReceiveAsync(id, 1, ReceiptStatus.Delivered));

        var record = await Work.RecordAsync(id);
        Assert.Equal((DeliveryState.Delivered, (string?)null), (record.State, record.ProviderMessageId));
    }

    [Fact]
    public async Task Settle_after_an_erasure_is_applied_without_its_id()
    {
        var (id, lease, send) = await Work.SendingAsync();
        await Work.EraseAsync();

        Assert.Equal(SettleStatus.Applied, await Work.SettleAsync(lease, Settlement.Sent(id, send, "wamid.1")));

        var record = await Work.RecordAsync(id);
        Assert.Equal((DeliveryState.Sent, (string?)null), (record.State, record.ProviderMessageId));
    }

    [Fact]
    public async Task Late_acceptance_after_an_erasure_is_applied_without_its_id()
    {
        var (id, lease, send) = await Work.SendingAsync();
        await Work.AdvanceAsync(Work.Lease);
        await Work.RecoverAsync();
        await Work.EraseAsync();

        await Work.SettleAsync(lease, Settlement.Sent(id, send, "wamid.1"));

        var record = await Work.RecordAsync(id);
        Assert.Equal((DeliveryState.Sent, (string?)null), (record.State, record.ProviderMessageId));
    }

    [Fact]
    public async Task Erase_again_clears_what_came_in_between()
    {
        var contact = await Work.ContactAsync();
        await Work.EraseAsync();
        var late = await Work.QueueAsync(change: d => d with { ContactId = contact.Id });

        Assert.Equal(new ErasureReport(false, 1, 0), await Work.EraseAsync());

        Assert.Equal(DeliveryState.Cancelled, await Work.StateAsync(late));
        Assert.Equal(new ErasureReport(false, 0, 0), await Work.EraseAsync());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Enqueue_of_what_was_planned_before_an_erasure_keeps_nothing_of_the_person(bool isLinked)
    {
        var other = Work.Key("+250788000009");
        var before = await Store.Contacts.FindOrAddAsync([other], null, default);
        var planned = await Work.NewAsync(change: d => d with { ContactId = isLinked ? before.Contacts[0]!.Id : d.ContactId });
        if (isLinked)
        {
            await Store.Links.LinkAsync([new ContactLink(Work.Tenant, Work.Key().Address, other.Address, "claire")], default);
        }

        await Work.EraseAsync();

        await Store.Queue.EnqueueAsync([planned], null, default);

        var batch = await Work.ClaimAsync();
        var claimed = Assert.Single(batch.Deliveries);
        Assert.Equal(0, claimed.Payload.Length);
        await Work.SettleAsync(batch.Lease, Settlement.Block(claimed.Id, Reasons.Erased));
        Assert.Equal(new ErasureReport(false, 0, 0), await Work.EraseAsync());
    }

    [Fact]
    public async Task Erase_leaves_other_people_and_other_tenants_alone()
    {
        var other = await Work.ContactAsync("+250788000002");
        var sameInOtherTenant = await Work.ContactAsync(tenant: "globex");
        var sent = await Work.SentAsync();
        await Work.QueueAsync();
        var theirs = await Work.QueueAsync(change: d => d with { ContactId = other.Id });
        var elsewhere = await Work.QueueAsync(Work.Flow("globex"));

        Assert.Equal(1, (await Work.EraseAsync()).Cancelled);

        Assert.Equal(other, await Work.ContactAsync("+250788000002"));
        Assert.Equal(sameInOtherTenant, await Work.ContactAsync(tenant: "globex"));
        var claimed = (await Work.ClaimAsync()).Deliveries;
        Assert.Equal(new[] { theirs, elsewhere }.Order(), claimed.Select(d => d.Id).Order());
        Assert.All(claimed, d => Assert.NotEqual(0, d.Payload.Length));
        Assert.Empty(await Store.Log.TrailAsync(new TrailQuery("globex") { NotificationId = Ids.NotificationOf(sent) }, default));
    }
}
