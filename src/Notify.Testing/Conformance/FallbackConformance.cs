using Notify.Deliveries;
using Notify.Receipts;
using Notify.Testing.Conformance.Support;
using Xunit;

namespace Notify.Testing.Conformance;

/// <summary>What <see cref="Plans.FallbackRules"/> promise: a held delivery takes its primary's place once, where that has failed, and not where it must not.</summary>
/// <typeparam name="TFixture">The provider's fixture.</typeparam>
public abstract class FallbackConformance<TFixture> : StorageConformance<TFixture>
    where TFixture : StorageFixture, new()
{
    [Fact]
    public async Task Held_delivery_is_stored_and_never_claimed()
    {
        var pair = await Work.QueuePairAsync();

        Assert.Equal(pair.Primary, Assert.Single((await Work.ClaimAsync()).Deliveries).Id);

        await Work.AssertAsync(pair, DeliveryState.Claimed, DeliveryState.Held);
        Assert.Equal("held", Assert.Single(await Work.TrailOfAsync(pair.Held)).Event);
        await Work.AdvanceAsync(TimeSpan.FromDays(30));
        Assert.Empty((await Work.ClaimAsync()).Deliveries);
    }

    [Fact]
    public async Task Held_deliveries_are_counted_and_listed_as_held()
    {
        var pair = await Work.QueuePairAsync();
        var other = await Work.QueueAsync(Work.SmsFlow());

        Assert.Equal(1, (await Store.Log.CountAsync(Work.Tenant, DeliveryState.Held, default)).Sum(c => c.Count));
        Assert.Equal(2, (await Store.Log.CountAsync(Work.Tenant, DeliveryState.Queued, default)).Sum(c => c.Count));
        Assert.Equal(3, (await Store.Log.CountAsync(Work.Tenant, null, default)).Sum(c => c.Count));
        Assert.Equal([pair.Held], (await Store.Log.PageAsync(new DeliverySelection(Work.Tenant) { State = DeliveryState.Held }, 10, null, default)).Deliveries.Select(d => d.Id));
        Assert.Equal(
            new[] { pair.Primary, other }.Order(),
            (await Store.Log.PageAsync(new DeliverySelection(Work.Tenant) { State = DeliveryState.Queued }, 10, null, default)).Deliveries.Select(d => d.Id).Order());
        Assert.Equal(
            [pair.Held], (await Store.Log.PageAsync(new DeliverySelection(Work.Tenant) { State = DeliveryState.Held, NotificationId = Ids.NotificationOf(pair.Held) }, 10, null, default)).Deliveries.Select(d => d.Id));
    }

    [Fact]
    public async Task Idempotency_key_stores_a_pair_once()
    {
        var pair = await Work.NewPairAsync() with { IdempotencyKey = "once" };
        var again = await Work.NewPairAsync() with { IdempotencyKey = "once" };

        await Store.Queue.EnqueueAsync([pair, again], null, default);
        await Store.Queue.EnqueueAsync([again], null, default);

        Assert.Equal(2, (await Store.Log.PageAsync(new DeliverySelection(Work.Tenant), 10, null, default)).Deliveries.Count);
        await Work.AssertAsync(new Pair(pair.Deliveries[0].Id, pair.Deliveries[1].Id), DeliveryState.Queued, DeliveryState.Held);
    }

    [Fact]
    public async Task Rejected_primary_lets_the_held_one_take_its_place_at_once()
    {
        var (pair, marked) = await Work.SendingPairAsync();

        await Work.SettleAsync(marked.Lease, Settlement.Fail(pair.Primary, 1, Reasons.ProviderRejected, "131026", null));

        await Work.AssertAsync(pair, DeliveryState.Failed, DeliveryState.Queued, Reasons.FellBack);
        Assert.Equal(pair.Held, Assert.Single((await Work.ClaimAsync()).Deliveries).Id);
    }

    [Fact]
    public async Task Failed_receipt_that_counts_lets_the_held_one_take_its_place()
    {
        var pair = await Work.SentPairAsync();

        await Work.ReceiveAsync(pair.Primary, 1, ReceiptStatus.Failed);

        await Work.AssertAsync(pair, DeliveryState.Failed, DeliveryState.Queued, Reasons.FellBack);
    }

    [Fact]
    public async Task Failed_receipt_of_an_earlier_send_changes_nothing()
    {
        var (pair, marked) = await Work.SendingPairAsync();
        await Work.SettleAsync(marked.Lease, Settlement.Retry(pair.Primary, 1, TimeSpan.Zero, Reasons.ProviderRetry, "1", null));
        var second = await Work.SendAsync(pair.Primary);
        await Work.SettleAsync(second.Lease, Settlement.Sent(pair.Primary, 2, "wamid.2"));

        Assert.Equal(ReceiptEffect.Unchanged, await Work.ReceiveAsync(pair.Primary, 1, ReceiptStatus.Failed));

        await Work.AssertAsync(pair, DeliveryState.Sent, DeliveryState.Held);
    }

    [Fact]
    public async Task Doubt_with_no_attempts_left_lets_the_held_one_take_its_place()
    {
        var (pair, marked) = await Work.SendingPairAsync();
        await Work.SettleAsync(marked.Lease, Settlement.Unconfirmed(pair.Primary, 1, "timeout", null));

        await Work.RecoverAsync(new UnconfirmedPolicy(UnconfirmedAction.Resend, TimeSpan.Zero, 1));

        await Work.AssertAsync(pair, DeliveryState.Failed, DeliveryState.Queued, Reasons.FellBack);
    }

    [Theory]
    [InlineData(Reasons.WindowClosed)]
    [InlineData(Reasons.NotOnChannel)]
    [InlineData(Reasons.NoPhone)]
    public async Task Block_for_the_channel_alone_lets_the_held_one_take_its_place(string reason)
    {
        var pair = await Work.QueuePairAsync();
        var batch = await Work.ClaimAsync();

        await Work.SettleAsync(batch.Lease, Settlement.Block(pair.Primary, reason));

        await Work.AssertAsync(pair, DeliveryState.Blocked, DeliveryState.Queued, Reasons.FellBack);
    }

    [Theory]
    [InlineData(Reasons.OptOut)]
    [InlineData(Reasons.TemplateInactive)]
    [InlineData("no_good")]
    public async Task Any_other_block_cancels_the_held_one(string reason)
    {
        var pair = await Work.QueuePairAsync();
        var batch = await Work.ClaimAsync();

        await Work.SettleAsync(batch.Lease, Settlement.Block(pair.Primary, reason));

        await Work.AssertAsync(pair, DeliveryState.Blocked, DeliveryState.Cancelled, Reasons.PrimaryEnded);
    }

    [Theory]
    [InlineData(Reasons.MarketingOptOut)]
    [InlineData(Reasons.PersonBlocked)]
    public async Task Refusal_that_no_channel_goes_around_cancels_the_held_one(string reason)
    {
        var (pair, marked) = await Work.SendingPairAsync();

        await Work.SettleAsync(marked.Lease, Settlement.Fail(pair.Primary, 1, reason, "131050", null));

        await Work.AssertAsync(pair, DeliveryState.Failed, DeliveryState.Cancelled, Reasons.PrimaryEnded);
    }

    [Theory]
    [InlineData(Reasons.MarketingOptOut)]
    [InlineData(Reasons.PersonBlocked)]
    public async Task Failed_receipt_that_no_channel_goes_around_cancels_the_held_one(string reason)
    {
        var pair = await Work.SentPairAsync();

        await Work.ReceiveAsync(pair.Primary, 1, ReceiptStatus.Failed, Settlement.Fail(pair.Primary, 1, reason, "131050", null));

        await Work.AssertAsync(pair, DeliveryState.Failed, DeliveryState.Cancelled, Reasons.PrimaryEnded);
        await Work.AdvanceAsync(Work.After);
        Assert.Equal(0, (await Work.RecoverAsync()).FellBack);
    }

    [Theory]
    [InlineData(ReceiptStatus.Delivered, DeliveryState.Delivered)]
    [InlineData(ReceiptStatus.Read, DeliveryState.Read)]
    public async Task Delivery_of_the_primary_cancels_the_held_one(ReceiptStatus status, DeliveryState state)
    {
        var pair = await Work.SentPairAsync();

        await Work.ReceiveAsync(pair.Primary, 1, status);

        await Work.AssertAsync(pair, state, DeliveryState.Cancelled, Reasons.PrimaryDelivered);
        await Work.AdvanceAsync(Work.After);
        Assert.Equal(0, (await Work.RecoverAsync()).FellBack);
    }

    [Fact]
    public async Task Delivery_known_before_the_settlement_cancels_the_held_one()
    {
        var (pair, marked) = await Work.SendingPairAsync();

        await Work.ReceiveAsync(pair.Primary, 1, ReceiptStatus.Delivered);
        await Work.SettleAsync(marked.Lease, Settlement.Sent(pair.Primary, 1, "wamid.1"));

        await Work.AssertAsync(pair, DeliveryState.Delivered, DeliveryState.Cancelled, Reasons.PrimaryDelivered);
    }

    [Fact]
    public async Task Failure_and_delivery_in_one_batch_of_receipts_send_no_second_message()
    {
        var pair = await Work.SentPairAsync();

        await Store.Receipts.ApplyAsync(
            [Work.Update(pair.Primary, 1, ReceiptStatus.Failed), Work.Update(pair.Primary, 1, ReceiptStatus.Delivered)], default);

        await Work.AssertAsync(pair, DeliveryState.Delivered, DeliveryState.Cancelled, Reasons.PrimaryDelivered);
    }

    [Fact]
    public async Task Expiry_of_the_primary_expires_the_held_one()
    {
        var pair = await Work.QueuePairAsync();
        var batch = await Work.ClaimAsync();

        await Work.SettleAsync(batch.Lease, Settlement.Expire(pair.Primary));

        await Work.AssertAsync(pair, DeliveryState.Expired, DeliveryState.Expired, Reasons.Expired);
    }

    [Fact]
    public async Task Held_one_expires_by_itself()
    {
        var pair = await Work.QueuePairAsync(change: d => d with { ExpiresAt = Work.Now + TimeSpan.FromMinutes(1) });
        var (_, lease, send) = await Work.SendAsync(pair.Primary);
        await Work.SettleAsync(lease, Settlement.Sent(pair.Primary, send, null));
        await Work.AdvanceAsync(TimeSpan.FromMinutes(1));

        await Work.RecoverAsync();

        await Work.AssertAsync(pair, DeliveryState.Sent, DeliveryState.Expired, Reasons.Expired);
    }

    [Fact]
    public async Task Held_one_whose_expiry_has_passed_expires_instead_of_taking_the_place()
    {
        var (pair, marked) = (await Work.QueuePairAsync(changeHeld: d => d with { ExpiresAt = Work.Now + TimeSpan.FromSeconds(10) }), await Work.ClaimAsync());
        await Work.MarkAsync(marked.Lease, pair.Primary);
        await Work.AdvanceAsync(TimeSpan.FromSeconds(10));

        await Work.SettleAsync(marked.Lease, Settlement.Fail(pair.Primary, 1, Reasons.ProviderRejected, null, null));

        await Work.AssertAsync(pair, DeliveryState.Failed, DeliveryState.Expired, Reasons.Expired);
    }

    [Fact]
    public async Task Cancel_takes_both()
    {
        var pair = await Work.QueuePairAsync();

        Assert.Equal(2, await Store.Commands.CancelAsync(new DeliverySelection(Work.Tenant) { NotificationId = Ids.NotificationOf(pair.Primary) }, Work.Command, default));

        await Work.AssertAsync(pair, DeliveryState.Cancelled, DeliveryState.Cancelled);
        Assert.Empty((await Work.ClaimAsync()).Deliveries);
    }

    [Fact]
    public async Task Cancel_of_the_primary_cancels_the_held_one()
    {
        var pair = await Work.QueuePairAsync();

        Assert.Equal(1, await Store.Commands.CancelAsync(Work.Only(pair.Primary), Work.Command, default));

        await Work.AssertAsync(pair, DeliveryState.Cancelled, DeliveryState.Cancelled, Reasons.PrimaryEnded);
    }

    [Fact]
    public async Task Cancel_of_the_held_one_leaves_the_primary()
    {
        var pair = await Work.QueuePairAsync();

        Assert.Equal(1, await Store.Commands.CancelAsync(Work.Only(pair.Held), Work.Command, default));

        await Work.AssertAsync(pair, DeliveryState.Queued, DeliveryState.Cancelled, Reasons.Requested);
        var (_, lease, send) = await Work.SendAsync(pair.Primary);
        await Work.SettleAsync(lease, Settlement.Fail(pair.Primary, send, Reasons.ProviderRejected, null, null));
        await Work.AssertAsync(pair, DeliveryState.Failed, DeliveryState.Cancelled);
    }

    [Fact]
    public async Task Opt_out_cancels_what_is_held_whatever_its_primary_is()
    {
        var (queued, sent) = (await Work.SentPairAsync(), await Work.QueuePairAsync());

        Assert.Equal(3, await Work.OptOutAsync());

        Assert.Equal(DeliveryState.Cancelled, await Work.StateAsync(queued.Held));
        Assert.Equal(DeliveryState.Cancelled, await Work.StateAsync(sent.Held));
        await Work.AdvanceAsync(Work.After);
        Assert.Equal(0, (await Work.RecoverAsync()).FellBack);
    }

    [Fact]
    public async Task Erasure_cancels_what_is_held()
    {
        var pair = await Work.SentPairAsync();

        var report = await Work.EraseAsync();

        Assert.Equal(1, report.Cancelled);
        Assert.Equal(2, report.Payloads);
        await Work.AssertAsync(pair, DeliveryState.Sent, DeliveryState.Cancelled, Reasons.Erased);
    }

    [Fact]
    public async Task Requeue_passes_over_what_never_took_a_place()
    {
        var pair = await Work.QueuePairAsync();
        var all = new DeliverySelection(Work.Tenant);
        await Store.Commands.CancelAsync(all, Work.Command, default);

        Assert.Equal(1, await Store.Commands.RequeueAsync(all, Work.Command, default));
        await Work.AssertAsync(pair, DeliveryState.Queued, DeliveryState.Cancelled);

        Assert.Equal(1, await Store.Commands.RequeueAsync(Work.Only(pair.Held), Work.Command, default));
        await Work.AssertAsync(pair, DeliveryState.Queued, DeliveryState.Queued);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Requeue_takes_a_failed_one_that_took_the_place_and_not_the_one_before_it(bool isNarrow)
    {
        var (pair, marked) = await Work.SendingPairAsync();
        await Work.SettleAsync(marked.Lease, Settlement.Fail(pair.Primary, 1, Reasons.ProviderRejected, null, null));
        var (_, lease, send) = await Work.SendAsync(pair.Held);
        await Work.SettleAsync(lease, Settlement.Fail(pair.Held, send, Reasons.ProviderRejected, null, null));

        Assert.Equal(1, await Store.Commands.RequeueAsync(Bulk(pair, isNarrow), Work.Command, default));

        await Work.AssertAsync(pair, DeliveryState.Failed, DeliveryState.Queued);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Requeue_passes_over_one_in_doubt_or_cancelled_whose_place_was_taken(bool isNarrow)
    {
        var (doubtful, marked) = await Work.SendingPairAsync();
        await Work.SettleAsync(marked.Lease, Settlement.Unconfirmed(doubtful.Primary, 1, "timeout", null));
        var cancelled = await Work.QueuePairAsync(unsentAfter: Work.After);
        await Work.AdvanceAsync(Work.After);
        await Work.RecoverAsync(new UnconfirmedPolicy(UnconfirmedAction.Never, TimeSpan.Zero, 1));
        await Work.AssertAsync(cancelled, DeliveryState.Cancelled, DeliveryState.Queued, Reasons.FellBack);
        await Work.AssertAsync(doubtful, DeliveryState.Unconfirmed, DeliveryState.Queued, Reasons.FellBack);

        Assert.Equal(0, await Store.Commands.RequeueAsync(Bulk(cancelled, isNarrow), Work.Command, default));
        Assert.Equal(0, await Store.Commands.RequeueAsync(Bulk(doubtful, isNarrow), Work.Command, default));

        Assert.Equal(1, await Store.Commands.RequeueAsync(Work.Only(cancelled.Primary), Work.Command, default));
        Assert.Equal(1, await Store.Commands.RequeueAsync(Work.Only(doubtful.Primary), Work.Command, default));
    }

    [Fact]
    public async Task Primary_an_operator_sends_again_gets_no_retry_and_no_second_fallback()
    {
        var (pair, marked) = await Work.SendingPairAsync();
        await Work.SettleAsync(marked.Lease, Settlement.Fail(pair.Primary, 1, Reasons.ProviderRejected, null, null));
        var (_, lease, send) = await Work.SendAsync(pair.Held);
        await Work.SettleAsync(lease, Settlement.Sent(pair.Held, send, null));

        Assert.Equal(1, await Store.Commands.RequeueAsync(Work.Only(pair.Primary), Work.Command, default));
        var batch = await Work.ClaimAsync();
        await Work.SettleAsync(batch.Lease, Settlement.HandBack(pair.Primary));
        var again = await Work.SendAsync(pair.Primary);
        await Work.SettleAsync(again.Lease, Settlement.Retry(pair.Primary, again.Send, TimeSpan.Zero, Reasons.ProviderRetry, "1", null));

        await Work.AssertAsync(pair, DeliveryState.Cancelled, DeliveryState.Sent);
        Assert.Equal(Reasons.FellBack, (await Work.RecordAsync(pair.Primary)).Reason);
    }

    private static DeliverySelection Bulk(Pair pair, bool isNarrow) =>
        new(Work.Tenant) { NotificationId = isNarrow ? Ids.NotificationOf(pair.Primary) : null };
}
