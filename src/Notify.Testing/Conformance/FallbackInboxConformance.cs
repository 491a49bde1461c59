using Notify.Deliveries;
using Notify.Inbox;
using Notify.Plans;
using Notify.Receipts;
using Notify.Testing.Conformance.Support;
using Xunit;

namespace Notify.Testing.Conformance;

/// <summary>What <see cref="FallbackRules"/> promise of the inbox: what was acknowledged in time and is not read yet holds up a fallback, and for no longer than it may.</summary>
/// <typeparam name="TFixture">The provider's fixture.</typeparam>
public abstract class FallbackInboxConformance<TFixture> : StorageConformance<TFixture>
    where TFixture : StorageFixture, new()
{
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan Unsent = TimeSpan.FromMinutes(10);
    private static readonly UnconfirmedPolicy Never = new(UnconfirmedAction.Never, Work.Window, 5);

    [Fact]
    public async Task Delivered_that_was_stored_in_time_and_is_read_after_it_lets_no_fallback_go()
    {
        var pair = await Work.SentPairAsync();
        await Work.AdvanceAsync(Work.After);
        await Work.StoreWebhooksAsync("delivered");
        await Work.AdvanceAsync(TimeSpan.FromMinutes(30));

        await StaysAsync();
        var batch = await Work.ClaimWebhooksAsync();
        await StaysAsync("it is being read");
        await Work.ReceiveAsync(pair.Primary, 1, ReceiptStatus.Delivered);
        await DoneAsync(batch);
        await Work.RecoverAsync();

        await Work.AssertAsync(pair, DeliveryState.Delivered, DeliveryState.Cancelled, Reasons.PrimaryDelivered);
    }

    [Fact]
    public async Task Read_and_saying_nothing_of_the_primary_the_fallback_goes()
    {
        var pair = await Work.SentPairAsync();
        await Work.StoreWebhooksAsync("somebody wrote");
        await Work.AdvanceAsync(Work.After);
        await StaysAsync();

        await DoneAsync(await Work.ClaimWebhooksAsync());

        await GoesAsync();
        await Work.AssertAsync(pair, DeliveryState.Sent, DeliveryState.Queued, Reasons.FellBack);
    }

    [Fact]
    public async Task What_came_after_its_time_holds_it_up_no_longer()
    {
        await Work.SentPairAsync();
        await Work.AdvanceAsync(Work.After + Moment);
        await Work.StoreWebhooksAsync("late");

        await GoesAsync();
    }

    [Fact]
    public async Task Webhook_of_another_channel_holds_up_nothing()
    {
        await Work.SentPairAsync();
        await Store.Inbox.StoreAsync([Work.Webhook(channel: Channel.Sms)], default);
        await Work.AdvanceAsync(Work.After);

        await GoesAsync();
    }

    [Fact]
    public async Task Dead_webhook_holds_up_nothing_until_it_is_tried_anew()
    {
        await Work.SentPairAsync();
        await Work.StoreWebhooksAsync("broken");
        await Work.SettleWebhookAsync(InboxVerdict.Dead("broken"));
        await Work.AdvanceAsync(Work.After);
        await Store.Inbound.RetryWebhooksAsync(null, Work.Command, default);
        await StaysAsync();

        await Work.SettleWebhookAsync(InboxVerdict.Dead("broken"));

        await GoesAsync();
    }

    [Fact]
    public async Task Webhook_tried_five_times_holds_up_nothing()
    {
        await Work.SentPairAsync();
        await Work.StoreWebhooksAsync("fails");
        for (var attempt = 1; attempt < 5; attempt++)
        {
            await Work.SettleWebhookAsync(InboxVerdict.Retry(TimeSpan.Zero, "fails"));
        }

        await Work.AdvanceAsync(Work.After);
        await StaysAsync();
        await Work.SettleWebhookAsync(InboxVerdict.Retry(TimeSpan.Zero, "fails"));

        await GoesAsync();
    }

    [Fact]
    public async Task Webhook_nobody_reads_holds_up_for_its_time_and_no_longer()
    {
        await Work.SentPairAsync();
        await Work.StoreWebhooksAsync("unread");
        await Work.SettleWebhookAsync(InboxVerdict.HandBack);

        await Work.AdvanceAsync(FallbackRules.UnreadHolds - Moment);
        await StaysAsync();
        await Work.AdvanceAsync(Moment);

        await GoesAsync();
    }

    [Fact]
    public async Task Webhook_that_is_put_off_at_no_cost_holds_up_for_its_time_and_no_longer()
    {
        await Work.SentPairAsync();
        await Work.StoreWebhooksAsync("no reader");
        for (var i = 0; i < 10; i++)
        {
            await Work.SettleWebhookAsync(InboxVerdict.PutOff(TimeSpan.Zero, "no reader"));
        }

        await Work.AdvanceAsync(FallbackRules.RefusedHolds - Moment);
        await StaysAsync();
        await Work.AdvanceAsync(Moment);

        await GoesAsync();
    }

    [Fact]
    public async Task Newer_webhooks_behind_one_that_holds_up_no_longer_count_by_themselves()
    {
        await Work.SentPairAsync();
        await Work.StoreWebhooksAsync("no reader");
        await Work.SettleWebhookAsync(InboxVerdict.PutOff(TimeSpan.FromDays(1), "no reader"));
        await Work.AdvanceAsync(Work.After);
        await Work.StoreWebhooksAsync("unread");
        await Work.AdvanceAsync(FallbackRules.RefusedHolds);

        await StaysAsync();
        await DoneAsync(await Work.ClaimWebhooksAsync());
        await GoesAsync();
    }

    [Fact]
    public async Task In_doubt_and_to_be_sent_again_it_is_held_up_too()
    {
        var (pair, marked) = await Work.SendingPairAsync();
        await Work.SettleAsync(marked.Lease, Settlement.Unconfirmed(pair.Primary, 1, "timeout", null));
        await Work.StoreWebhooksAsync("delivered");
        await Work.AdvanceAsync(Work.After);
        await StaysAsync("in doubt");
        await Store.Commands.RequeueAsync(Work.Only(pair.Primary), Work.Command, default);
        await StaysAsync("to be sent again");

        await DoneAsync(await Work.ClaimWebhooksAsync());

        await GoesAsync();
        await Work.AssertAsync(pair, DeliveryState.Cancelled, DeliveryState.Queued);
    }

    [Fact]
    public async Task Under_its_mark_it_is_held_up_by_what_came_within_the_time_from_the_mark()
    {
        var after = Work.Lease / 2;
        var pair = await Work.QueuePairAsync(unsentAfter: after / 2, after: after);
        await Work.SendAsync(pair.Primary);
        await Work.AdvanceAsync(after);
        await Work.StoreWebhooksAsync("delivered");
        await StaysAsync();

        await DoneAsync(await Work.ClaimWebhooksAsync());

        await GoesAsync();
        await Work.AssertAsync(pair, DeliveryState.Sending, DeliveryState.Queued);
    }

    [Fact]
    public async Task One_that_was_never_sent_is_held_up_by_nothing()
    {
        var pair = await Work.QueuePairAsync(Unsent);
        await Work.StoreWebhooksAsync("unread");
        await Work.AdvanceAsync(Unsent);

        await GoesAsync();
        await Work.AssertAsync(pair, DeliveryState.Cancelled, DeliveryState.Queued);
    }

    [Fact]
    public async Task Those_held_up_take_no_place_from_others_behind_them()
    {
        for (var i = 0; i < 3; i++)
        {
            await Work.SentPairAsync();
        }

        await Work.StoreWebhooksAsync("unread");
        var late = await Work.QueuePairAsync(Unsent);
        await Work.AdvanceAsync(Unsent);

        var reports = await Work.RecoverAllAsync(Work.Recovery(Never, limit: 1));

        Assert.Equal(1, reports.Sum(r => r.FellBack));
        await Work.AssertAsync(late, DeliveryState.Cancelled, DeliveryState.Queued, Reasons.FellBack);
    }

    private Task StaysAsync(string because = "") => FallsBackAsync(0, because);

    private Task GoesAsync() => FallsBackAsync(1, "");

    private async Task FallsBackAsync(int expected, string because)
    {
        var fellBack = (await Work.RecoverAsync(Never)).FellBack;
        Assert.True(fellBack == expected, $"{fellBack} fell back, expected {expected}. {because}");
    }

    private Task DoneAsync(WebhookBatch batch) =>
        Store.Inbox.SettleWebhooksAsync(batch.Lease, [.. batch.Webhooks.Select(w => new WebhookSettlement(w.Number, InboxVerdict.Done))], default);
}
