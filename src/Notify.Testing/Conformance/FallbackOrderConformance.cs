using Notify.Deliveries;
using Notify.Receipts;
using Notify.Testing.Conformance.Support;
using Xunit;

namespace Notify.Testing.Conformance;

/// <summary>Whatever the order in which receipts and settlement of a delivery with a fallback come, it ends as without one, and the fallback in the one right state.</summary>
/// <typeparam name="TFixture">The provider's fixture.</typeparam>
public abstract class FallbackOrderConformance<TFixture> : StorageConformance<TFixture>
    where TFixture : StorageFixture, new()
{
    private static readonly TimeSpan Short = TimeSpan.FromSeconds(10);

    // NOTIFY_LONG=1 races a thousand times.
    private static readonly int Rounds = Environment.GetEnvironmentVariable("NOTIFY_LONG") == "1" ? 1000 : 50;

    [Theory]
    [InlineData(DeliveryState.Sent, DeliveryState.Failed)]
    [InlineData(DeliveryState.Sent, DeliveryState.Queued)]
    [InlineData(DeliveryState.Unconfirmed, DeliveryState.Failed)]
    [InlineData(DeliveryState.Unconfirmed, DeliveryState.Queued)]
    public async Task Every_order_of_receipts_and_settlement_ends_in_one_state(DeliveryState settled, DeliveryState onFailure)
    {
        var stories = ReceiptStory.All();
        var (primaries, held) = Split(await Work.QueuePairsAsync(stories.Count));
        var lease = await Work.SendAllAsync(primaries);

        await Work.TellAsync(stories, primaries, lease, settled, onFailure);

        await Work.AssertEndsAsync(stories, primaries, s => s.End(settled, onFailure));
        await Work.AssertEndsAsync(stories, held, s => s.HeldEnd(onFailure));
    }

    [Theory]
    [InlineData(DeliveryState.Sent, DeliveryState.Failed)]
    [InlineData(DeliveryState.Sent, DeliveryState.Queued)]
    [InlineData(DeliveryState.Unconfirmed, DeliveryState.Failed)]
    [InlineData(DeliveryState.Unconfirmed, DeliveryState.Queued)]
    public async Task Every_order_after_the_fallback_took_the_place_moves_only_the_first_and_never_sends_it_again(DeliveryState settled, DeliveryState onFailure)
    {
        var stories = ReceiptStory.All();
        var (primaries, held) = Split(await Work.QueuePairsAsync(stories.Count, unsentAfter: TimeSpan.FromSeconds(1), after: Short));
        var lease = await Work.SendAllAsync(primaries);
        await Work.AdvanceAsync(Short);
        Assert.Equal(stories.Count, (await Work.RecoverAllAsync(Work.Recovery(limit: stories.Count))).Sum(r => r.FellBack));

        await Work.TellAsync(stories, primaries, lease, settled, onFailure);

        await Work.AssertEndsAsync(stories, primaries, s => s.End(settled, onFailure == DeliveryState.Queued ? DeliveryState.Cancelled : onFailure));
        await Work.AssertEndsAsync(stories, held, _ => DeliveryState.Queued);
    }

    [Theory]
    [InlineData(DeliveryState.Sent, DeliveryState.Failed)]
    [InlineData(DeliveryState.Unconfirmed, DeliveryState.Queued)]
    public async Task Every_order_of_receipts_of_two_sends_ends_in_one_state(DeliveryState settled, DeliveryState onFailure)
    {
        var stories = ReceiptStory.OfTwoSends();
        var (primaries, held) = Split(await Work.QueuePairsAsync(stories.Count));
        await Work.SettleAllAsync(
            await Work.SendAllAsync(primaries), [.. primaries.Select(id => Settlement.Retry(id, 1, TimeSpan.Zero, Reasons.ProviderRetry, "1", null))]);
        var lease = await Work.SendAllAsync(primaries);

        await Work.TellAsync(stories, primaries, lease, settled, onFailure);

        await Work.AssertEndsAsync(stories, primaries, s => s.End(settled, onFailure));
        await Work.AssertEndsAsync(stories, held, s => s.HeldEnd(onFailure));
    }

    [Theory]
    [InlineData(DeliveryState.Failed)]
    [InlineData(DeliveryState.Queued)]
    public async Task Receipts_in_one_call_count_for_the_fallback_by_where_they_end(DeliveryState onFailure)
    {
        var stories = ReceiptStory.All();
        var (primaries, held) = Split(await Work.QueuePairsAsync(stories.Count));
        await Work.SettleAllAsync(await Work.SendAllAsync(primaries), [.. primaries.Select(id => Settlement.Sent(id, 1, "wamid.1"))]);

        await Store.Receipts.ApplyAsync([.. stories.Index().SelectMany(s => s.Item.Steps.OfType<ReceiptStep>().Select(r => Work.Update(primaries[s.Index], r, onFailure)))], default);

        await Work.AssertEndsAsync(stories, primaries, s => s.End(DeliveryState.Sent, onFailure));
        await Work.AssertEndsAsync(stories, held, s => s.End(DeliveryState.Sent, onFailure) switch
        {
            DeliveryState.Delivered or DeliveryState.Read => DeliveryState.Cancelled,
            DeliveryState.Failed => DeliveryState.Queued,
            _ => DeliveryState.Held,
        });
    }

    [Fact]
    public async Task Failure_of_an_earlier_send_leaves_the_later_one_and_the_fallback_alone()
    {
        var pair = await ResendAsync();
        var (_, lease, send) = await Work.SendAsync(pair.Primary);

        Assert.Equal(ReceiptEffect.Unchanged, await Work.ReceiveAsync(pair.Primary, 1, ReceiptStatus.Failed));
        await Work.AssertAsync(pair, DeliveryState.Sending, DeliveryState.Held);
        await Work.SettleAsync(lease, Settlement.Sent(pair.Primary, send, "wamid.2"));
        Assert.Equal(ReceiptEffect.Unchanged, await Work.ReceiveAsync(pair.Primary, 1, ReceiptStatus.Failed));

        await Work.AssertAsync(pair, DeliveryState.Sent, DeliveryState.Held);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Delivery_of_an_earlier_send_cancels_the_resend_and_the_fallback(bool isClaimed)
    {
        var pair = await ResendAsync();
        var lease = isClaimed ? (await Work.ClaimAsync()).Lease : 0;

        Assert.Equal(ReceiptEffect.Applied, await Work.ReceiveAsync(pair.Primary, 1, ReceiptStatus.Delivered));

        await Work.AssertAsync(pair, DeliveryState.Delivered, DeliveryState.Cancelled, Reasons.PrimaryDelivered);
        if (isClaimed)
        {
            Assert.Equal(MarkStatus.Lost, (await Work.MarkAsync(lease, pair.Primary)).Status);
        }

        await Work.AdvanceAsync(Work.After + Work.Lease);
        Assert.Equal(0, (await Work.RecoverAsync()).FellBack);
        Assert.Empty((await Work.ClaimAsync()).Deliveries);
        await Work.AssertAsync(pair, DeliveryState.Delivered, DeliveryState.Cancelled);
    }

    [Fact]
    public async Task Delivered_against_the_timer_lets_no_fallback_leave_or_one()
    {
        StoragePorts[] workers = [Store, await Work.SecondAsync()];
        for (var round = 0; round < Rounds; round++)
        {
            var (pair, marked) = await Work.SendingPairAsync();
            await Work.SettleAsync(marked.Lease, Settlement.Sent(pair.Primary, 1, "wamid.1"));
            await Work.AdvanceAsync(Work.After);

            // The receipt comes to one host while both look after timers and send what is due.
            var receipt = Task.Run(() => workers[round % 2].Receipts.ApplyAsync([Work.Update(pair.Primary, 1, ReceiptStatus.Delivered)], default));
            var sends = await Task.WhenAll(workers.Select(w => Task.Run(() => SendDueAsync(w))));
            Assert.Equal(ReceiptEffect.Applied, Assert.Single(await receipt));
            var left = sends.Sum() + await SendDueAsync(Store);

            var records = await Store.Log.GetAsync([pair.Primary, pair.Held], default);
            Assert.Equal(DeliveryState.Delivered, records[pair.Primary].State);
            Assert.Equal(left == 1 ? DeliveryState.Sent : DeliveryState.Cancelled, records[pair.Held].State);
        }
    }

    // How many left.
    private static async Task<int> SendDueAsync(StoragePorts worker)
    {
        await worker.Queue.RecoverAsync(Work.Recovery(), default);
        var batch = await worker.Queue.ClaimAsync(new ClaimRequest("worker-1", 10, Work.Lease), default);
        var marks = await worker.Queue.MarkAsync(batch.Lease, [.. batch.Deliveries.Select(d => new MarkItem(d.Id, null))], default);
        var sent = batch.Deliveries.Zip(marks).Where(m => m.Second.Status == MarkStatus.Marked).Select(m => m.First.Id).ToList();
        await worker.Queue.SettleAsync(batch.Lease, [.. sent.Select(id => Settlement.Sent(id, 1, "sms.1"))], default);
        return sent.Count;
    }

    private static (IReadOnlyList<Guid> Primaries, IReadOnlyList<Guid> Held) Split(IReadOnlyList<Pair> pairs) =>
        ([.. pairs.Select(p => p.Primary)], [.. pairs.Select(p => p.Held)]);

    // The first send timed out, and a second one is due.
    private async Task<Pair> ResendAsync()
    {
        var (pair, marked) = await Work.SendingPairAsync();
        await Work.SettleAsync(marked.Lease, Settlement.Unconfirmed(pair.Primary, 1, "timeout", null));
        await Store.Commands.RequeueAsync(Work.Only(pair.Primary), Work.Command, default);
        return pair;
    }
}
