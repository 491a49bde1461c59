using Notify.Deliveries;
using Notify.Receipts;
using Notify.Testing.Conformance.Support;
using Xunit;

namespace Notify.Testing.Conformance;

/// <summary>Whatever the order in which receipts and settlement come, and however often, the end is the same.</summary>
/// <typeparam name="TFixture">The provider's fixture.</typeparam>
public abstract class ReceiptOrderConformance<TFixture> : StorageConformance<TFixture>
    where TFixture : StorageFixture, new()
{
    [Theory]
    [InlineData(DeliveryState.Sent, DeliveryState.Failed)]
    [InlineData(DeliveryState.Sent, DeliveryState.Queued)]
    [InlineData(DeliveryState.Unconfirmed, DeliveryState.Failed)]
    [InlineData(DeliveryState.Unconfirmed, DeliveryState.Queued)]
    public async Task Every_order_of_receipts_and_settlement_ends_in_one_state(DeliveryState settled, DeliveryState onFailure)
    {
        var stories = ReceiptStory.All();
        var ids = await Work.QueueManyAsync(stories.Count);
        var lease = await Work.SendAllAsync(ids);

        await Work.TellAsync(stories, ids, lease, settled, onFailure);

        await Work.AssertEndsAsync(stories, ids, s => s.End(settled, onFailure));
    }

    [Theory]
    [InlineData(DeliveryState.Sent, DeliveryState.Failed)]
    [InlineData(DeliveryState.Unconfirmed, DeliveryState.Queued)]
    public async Task Every_order_of_receipts_of_two_sends_ends_in_one_state(DeliveryState settled, DeliveryState onFailure)
    {
        var stories = ReceiptStory.OfTwoSends();
        var ids = await Work.QueueManyAsync(stories.Count);
        await Work.SettleAllAsync(await Work.SendAllAsync(ids), [.. ids.Select(id => Settlement.Retry(id, 1, TimeSpan.Zero, Reasons.ProviderRetry, "1", null))]);
        var lease = await Work.SendAllAsync(ids);

        await Work.TellAsync(stories, ids, lease, settled, onFailure);

        await Work.AssertEndsAsync(stories, ids, s => s.End(settled, onFailure));
    }

    [Theory]
    [InlineData(DeliveryState.Failed)]
    [InlineData(DeliveryState.Queued)]
    public async Task Every_order_of_receipts_while_a_resend_waits_loses_no_message(DeliveryState onFailure)
    {
        var stories = ReceiptStory.OfAnEarlierSend();
        var ids = await Work.QueueManyAsync(stories.Count);
        var lease = await Work.SendAllAsync(ids);
        await Work.SettleAllAsync(lease, [.. ids.Select(id => Work.Settled(id, 1, DeliveryState.Unconfirmed))]);
        Assert.Equal(stories.Count, await Store.Commands.RequeueAsync(new DeliverySelection(Work.Tenant), Work.Command, default));

        await Work.TellAsync(stories, ids, lease, DeliveryState.Unconfirmed, onFailure);

        await Work.AssertEndsAsync(stories, ids, s => s.ResendEnd(onFailure));
    }

    [Theory]
    [InlineData(DeliveryState.Failed)]
    [InlineData(DeliveryState.Queued)]
    public async Task Every_order_of_receipts_in_one_call_ends_in_one_state(DeliveryState onFailure)
    {
        var stories = ReceiptStory.All();
        var ids = await Work.QueueManyAsync(stories.Count);
        await Work.SettleAllAsync(await Work.SendAllAsync(ids), [.. ids.Select(id => Settlement.Sent(id, 1, "wamid.1"))]);

        await Store.Receipts.ApplyAsync([.. stories.Index().SelectMany(s => s.Item.Steps.OfType<ReceiptStep>().Select(r => Work.Update(ids[s.Index], r, onFailure)))], default);

        await Work.AssertEndsAsync(stories, ids, s => s.End(DeliveryState.Sent, onFailure));
    }
}
