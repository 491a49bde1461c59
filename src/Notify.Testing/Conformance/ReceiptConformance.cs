using Notify.Deliveries;
using Notify.Receipts;
using Notify.Testing.Conformance.Support;
using Xunit;

namespace Notify.Testing.Conformance;

/// <summary>What <see cref="IReceiptStore"/> promises: early, late, doubled and foreign receipts all leave the right state.</summary>
/// <typeparam name="TFixture">The provider's fixture.</typeparam>
public abstract class ReceiptConformance<TFixture> : StorageConformance<TFixture>
    where TFixture : StorageFixture, new()
{
    [Fact]
    public async Task Receipt_moves_the_delivery_on_and_writes_audit()
    {
        var id = await Work.SentAsync();
        await Work.AdvanceAsync(TimeSpan.FromSeconds(3));

        Assert.Equal(ReceiptEffect.Applied, await Work.ReceiveAsync(id, 1, ReceiptStatus.Delivered));

        var record = await Work.RecordAsync(id);
        Assert.Equal((DeliveryState.Delivered, Reasons.Receipt, Work.Now), (record.State, record.Reason, record.UpdatedAt));
        Assert.Contains(await Work.TrailAsync(id), e => e is { Event: "delivered", SendNumber: 1, By: "receipt" });
    }

    [Fact]
    public async Task Receipt_twice_changes_nothing_the_second_time()
    {
        var id = await Work.SentAsync();
        await Work.ReceiveAsync(id, 1, ReceiptStatus.Delivered);
        var trail = await Work.TrailAsync(id);

        Assert.Equal(ReceiptEffect.Unchanged, await Work.ReceiveAsync(id, 1, ReceiptStatus.Delivered));

        Assert.Equal(trail, await Work.TrailAsync(id));
    }

    [Fact]
    public async Task Receipt_twice_in_one_batch_is_applied_once()
    {
        var id = await Work.SentAsync();
        var receipt = Work.Update(id, 1, ReceiptStatus.Delivered);

        Assert.Equal([ReceiptEffect.Applied, ReceiptEffect.Unchanged], await Store.Receipts.ApplyAsync([receipt, receipt], default));
    }

    [Fact]
    public async Task Receipts_in_one_batch_are_answered_in_order()
    {
        var one = await Work.SentAsync();
        var two = await Work.SentAsync();

        var effects = await Store.Receipts.ApplyAsync(
            [
                Work.Update(two, 1, ReceiptStatus.Read), Work.Update(Guid.NewGuid(), 1, ReceiptStatus.Read), Work.Update(two, 1, ReceiptStatus.Delivered),
                Work.Update(one, 1, ReceiptStatus.Delivered),
            ],
            default);

        Assert.Equal([ReceiptEffect.Applied, ReceiptEffect.Orphan, ReceiptEffect.Unchanged, ReceiptEffect.Applied], effects);
        Assert.Equal((DeliveryState.Delivered, DeliveryState.Read), (await Work.StateAsync(one), await Work.StateAsync(two)));
    }

    [Fact]
    public async Task Receipt_before_the_settlement_counts_and_the_settlement_does_not_undo_it()
    {
        var (id, lease, send) = await Work.SendingAsync();

        Assert.Equal(ReceiptEffect.Applied, await Work.ReceiveAsync(id, send, ReceiptStatus.Delivered));
        await Work.SettleAsync(lease, Settlement.Sent(id, send, "wamid.1"));

        var record = await Work.RecordAsync(id);
        Assert.Equal((DeliveryState.Delivered, "wamid.1"), (record.State, record.ProviderMessageId));
    }

    [Fact]
    public async Task Receipt_before_an_unknown_outcome_leaves_no_doubt()
    {
        var (id, lease, send) = await Work.SendingAsync();
        await Work.ReceiveAsync(id, send, ReceiptStatus.Sent);

        await Work.SettleAsync(lease, Settlement.Unconfirmed(id, send, "timeout", null));

        Assert.Equal(DeliveryState.Sent, await Work.StateAsync(id));
    }

    [Fact]
    public async Task Receipt_keeps_a_marked_delivery_out_of_doubt_when_its_worker_dies()
    {
        var (id, _, send) = await Work.SendingAsync();
        await Work.ReceiveAsync(id, send, ReceiptStatus.Sent);
        await Work.AdvanceAsync(Work.Lease + TimeSpan.FromSeconds(1));

        Assert.Equal(0, (await Work.RecoverAsync()).NowUnconfirmed);

        Assert.Equal(DeliveryState.Sent, await Work.StateAsync(id));
    }

    [Fact]
    public async Task Receipt_proves_a_delivery_in_doubt_and_keeps_the_providers_id()
    {
        var (id, lease, send) = await Work.SendingAsync();
        await Work.SettleAsync(lease, Settlement.Unconfirmed(id, send, "timeout", null));

        await Work.ReceiveAsync(id, send, ReceiptStatus.Sent);

        var record = await Work.RecordAsync(id);
        Assert.Equal((DeliveryState.Sent, "wamid.1"), (record.State, record.ProviderMessageId));
    }

    [Fact]
    public async Task Receipt_of_a_send_never_made_changes_nothing()
    {
        var id = await Work.SentAsync();

        Assert.NotEqual(ReceiptEffect.Applied, await Work.ReceiveAsync(id, 2, ReceiptStatus.Read));

        Assert.Equal(DeliveryState.Sent, await Work.StateAsync(id));
    }

    [Fact]
    public async Task Receipt_for_a_delivery_never_sent_changes_nothing()
    {
        var id = await Work.QueueAsync();

        Assert.NotEqual(ReceiptEffect.Applied, await Work.ReceiveAsync(id, 1, ReceiptStatus.Read));

        Assert.Equal(DeliveryState.Queued, await Work.StateAsync(id));
    }

    [Fact]
    public async Task Receipt_for_another_account_or_channel_is_an_orphan()
    {
        var id = await Work.SentAsync();
        var update = Work.Update(id, 1, ReceiptStatus.Read);

        Assert.Equal(ReceiptEffect.Orphan, await Work.ReceiveAsync(id, 1, ReceiptStatus.Read, account: "second"));
        Assert.Equal(
            [ReceiptEffect.Orphan],
            await Store.Receipts.ApplyAsync([update with { Receipt = update.Receipt with { Channel = Channel.Sms } }], default));

        Assert.Equal(DeliveryState.Sent, await Work.StateAsync(id));
    }

    [Fact]
    public async Task Receipt_that_names_nothing_of_ours_is_an_orphan()
    {
        Assert.Equal(ReceiptEffect.Orphan, await Work.WebhookArrivesAsync());
        Assert.Equal(ReceiptEffect.Orphan, await Work.ReceiveAsync(Guid.NewGuid(), 1, ReceiptStatus.Failed));
    }

    [Fact]
    public async Task Receipts_raced_by_two_instances_never_take_a_delivery_backwards()
    {
        var ids = new List<Guid>();
        for (var i = 0; i < 10; i++)
        {
            ids.Add(await Work.SentAsync());
        }

        var second = await Work.SecondAsync();
        ReceiptStatus[] statuses = [ReceiptStatus.Sent, ReceiptStatus.Delivered, ReceiptStatus.Read, ReceiptStatus.Failed];
        await Race.RunAsync(8, i => (i % 2 == 0 ? Store : second).Receipts.ApplyAsync(
            [.. (i < 4 ? ids : ids.AsEnumerable().Reverse()).Select(id => Work.Update(id, 1, statuses[i % 4]))], default));

        Assert.All((await Store.Log.GetAsync(ids, default)).Values, r => Assert.Equal(DeliveryState.Read, r.State));
    }
}
