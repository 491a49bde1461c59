using Notify.Deliveries;
using Notify.Maintenance;
using Notify.Receipts;
using Notify.Testing.Conformance.Support;
using Xunit;

namespace Notify.Testing.Conformance;

/// <summary>What <see cref="Plans.FallbackRules"/> promise of time: when a held delivery takes its primary's place, and what that does to the primary.</summary>
/// <typeparam name="TFixture">The provider's fixture.</typeparam>
public abstract class FallbackClockConformance<TFixture> : StorageConformance<TFixture>
    where TFixture : StorageFixture, new()
{
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan Unsent = TimeSpan.FromMinutes(10);

    [Fact]
    public async Task Held_one_takes_the_place_of_one_not_delivered_in_time()
    {
        var pair = await Work.SentPairAsync();

        await Work.AdvanceAsync(Work.After - Moment);
        Assert.Equal(0, (await Work.RecoverAsync()).FellBack);
        await Work.AssertAsync(pair, DeliveryState.Sent, DeliveryState.Held);

        await Work.AdvanceAsync(Moment);
        Assert.Equal(1, (await Work.RecoverAsync()).FellBack);
        await Work.AssertAsync(pair, DeliveryState.Sent, DeliveryState.Queued, Reasons.FellBack);
        Assert.Equal(0, (await Work.RecoverAsync()).FellBack);
        Assert.Equal(pair.Held, Assert.Single((await Work.ClaimAsync()).Deliveries).Id);
    }

    [Theory]
    [InlineData(ReceiptStatus.Delivered, DeliveryState.Delivered)]
    [InlineData(ReceiptStatus.Read, DeliveryState.Read)]
    [InlineData(ReceiptStatus.Failed, DeliveryState.Failed)]
    public async Task Late_receipts_only_update_the_primary(ReceiptStatus status, DeliveryState state)
    {
        var pair = await Work.SentPairAsync();
        await Work.AdvanceAsync(Work.After);
        await Work.RecoverAsync();

        Assert.Equal(ReceiptEffect.Applied, await Work.ReceiveAsync(pair.Primary, 1, status));

        await Work.AssertAsync(pair, state, DeliveryState.Queued);
    }

    [Fact]
    public async Task Receipt_of_sent_does_not_stop_the_clock()
    {
        var pair = await Work.SentPairAsync();
        await Work.ReceiveAsync(pair.Primary, 1, ReceiptStatus.Sent);
        await Work.AdvanceAsync(Work.After);

        await Work.RecoverAsync();

        await Work.AssertAsync(pair, DeliveryState.Sent, DeliveryState.Queued);
    }

    [Fact]
    public async Task In_doubt_the_clock_runs_from_the_mark()
    {
        var (pair, marked) = await Work.SendingPairAsync();
        await Work.AdvanceAsync(TimeSpan.FromSeconds(30));
        await Work.SettleAsync(marked.Lease, Settlement.Unconfirmed(pair.Primary, 1, "timeout", null));

        await Work.AdvanceAsync(Work.After - TimeSpan.FromSeconds(30));
        await Work.RecoverAsync();

        await Work.AssertAsync(pair, DeliveryState.Unconfirmed, DeliveryState.Queued, Reasons.FellBack);
    }

    [Fact]
    public async Task Doubt_of_a_worker_that_died_starts_the_clock_at_the_mark()
    {
        var (pair, _) = await Work.SendingPairAsync();
        await Work.AdvanceAsync(Work.Lease);
        await Work.RecoverAsync();
        await Work.AssertAsync(pair, DeliveryState.Unconfirmed, DeliveryState.Held);

        await Work.AdvanceAsync(Work.After - Work.Lease);
        await Work.RecoverAsync();

        await Work.AssertAsync(pair, DeliveryState.Unconfirmed, DeliveryState.Queued, Reasons.FellBack);
    }

    [Fact]
    public async Task Primary_in_doubt_is_never_sent_again_once_the_held_one_took_its_place()
    {
        var (pair, marked) = await Work.SendingPairAsync();
        await Work.SettleAsync(marked.Lease, Settlement.Unconfirmed(pair.Primary, 1, "timeout", null));
        await Work.AdvanceAsync(Work.After);
        await Work.RecoverAsync(new UnconfirmedPolicy(UnconfirmedAction.Never, Work.Window, 5));
        await Work.AssertAsync(pair, DeliveryState.Unconfirmed, DeliveryState.Queued);

        var report = await Work.RecoverAsync(new UnconfirmedPolicy(UnconfirmedAction.Resend, TimeSpan.Zero, 5));

        Assert.Equal(0, report.Requeued);
        await Work.AssertAsync(pair, DeliveryState.Cancelled, DeliveryState.Queued);
        Assert.Equal(Reasons.FellBack, (await Work.RecordAsync(pair.Primary)).Reason);
    }

    [Fact]
    public async Task Second_send_does_not_set_the_clock_again()
    {
        var pair = await Work.SentPairAsync();
        await Work.AdvanceAsync(TimeSpan.FromMinutes(3));
        await Work.ReceiveAsync(pair.Primary, 1, ReceiptStatus.Failed, Settlement.Retry(pair.Primary, 1, TimeSpan.Zero, Reasons.ProviderRetry, "1", null));
        var (_, lease, send) = await Work.SendAsync(pair.Primary);
        await Work.SettleAsync(lease, Settlement.Sent(pair.Primary, send, null));

        await Work.AdvanceAsync(TimeSpan.FromMinutes(2));
        await Work.RecoverAsync();

        await Work.AssertAsync(pair, DeliveryState.Sent, DeliveryState.Queued);
    }

    [Fact]
    public async Task Retry_after_the_held_one_took_the_place_ends_as_cancelled()
    {
        var pair = await Work.SentPairAsync();
        await Work.ReceiveAsync(pair.Primary, 1, ReceiptStatus.Failed, Settlement.Retry(pair.Primary, 1, TimeSpan.FromMinutes(5) - TimeSpan.FromSeconds(1), Reasons.ProviderRetry, "1", null));
        await Work.AdvanceAsync(Work.After - TimeSpan.FromSeconds(1));
        var (_, lease, send) = await Work.SendAsync(pair.Primary);
        await Work.AdvanceAsync(TimeSpan.FromSeconds(1));
        await Work.RecoverAsync();
        await Work.AssertAsync(pair, DeliveryState.Sending, DeliveryState.Queued);

        Assert.Equal(SettleStatus.Applied, await Work.SettleAsync(lease, Settlement.Retry(pair.Primary, send, TimeSpan.Zero, Reasons.ProviderRetry, "2", "later")));
        Assert.Equal(SettleStatus.Applied, await Work.SettleAsync(lease, Settlement.Retry(pair.Primary, send, TimeSpan.Zero, Reasons.ProviderRetry, "2", "later")));

        var record = await Work.RecordAsync(pair.Primary);
        Assert.Equal((DeliveryState.Cancelled, Reasons.FellBack, "2"), (record.State, record.Reason, record.ErrorCode));
    }

    [Fact]
    public async Task Failed_receipt_to_be_repeated_ends_as_cancelled_once_the_held_one_took_the_place()
    {
        var pair = await Work.SentPairAsync();
        await Work.AdvanceAsync(Work.After);
        await Work.RecoverAsync();

        await Work.ReceiveAsync(pair.Primary, 1, ReceiptStatus.Failed, Settlement.Retry(pair.Primary, 1, TimeSpan.Zero, Reasons.ProviderRetry, "1", null));

        await Work.AssertAsync(pair, DeliveryState.Cancelled, DeliveryState.Queued);
        Assert.Equal(Reasons.FellBack, (await Work.RecordAsync(pair.Primary)).Reason);
    }

    [Fact]
    public async Task Held_one_takes_the_place_of_one_not_sent_in_time()
    {
        var pair = await Work.QueuePairAsync(Unsent);
        await Work.CloseAsync(new Gates.GateScope { Channel = Channel.WhatsApp.Name });

        await Work.AdvanceAsync(Unsent - Moment);
        Assert.Equal(0, (await Work.RecoverAsync()).FellBack);
        await Work.AdvanceAsync(Moment);
        Assert.Equal(1, (await Work.RecoverAsync()).FellBack);

        await Work.AssertAsync(pair, DeliveryState.Cancelled, DeliveryState.Queued, Reasons.FellBack);
        Assert.Equal(Reasons.FellBack, (await Work.RecordAsync(pair.Primary)).Reason);
    }

    [Fact]
    public async Task Time_to_be_sent_in_runs_from_the_due_time()
    {
        var pair = await Work.QueuePairAsync(Unsent, d => d with { NotBefore = Work.Now + TimeSpan.FromHours(1) });

        await Work.AdvanceAsync(TimeSpan.FromHours(1) + Unsent - Moment);
        Assert.Equal(0, (await Work.RecoverAsync()).FellBack);
        await Work.AdvanceAsync(Moment);
        Assert.Equal(1, (await Work.RecoverAsync()).FellBack);

        await Work.AssertAsync(pair, DeliveryState.Cancelled, DeliveryState.Queued);
    }

    [Fact]
    public async Task Quiet_hours_and_a_reschedule_set_the_time_to_be_sent_in_anew()
    {
        var (quiet, snoozed) = (await Work.QueuePairAsync(Unsent), await Work.QueuePairAsync(Unsent));
        await Store.Commands.RescheduleAsync(Work.Only(snoozed.Primary), Work.Now + TimeSpan.FromHours(8), Work.Command, default);
        var batch = await Work.ClaimAsync();
        await Work.SettleAsync(batch.Lease, Settlement.Defer(quiet.Primary, Work.Now + TimeSpan.FromHours(8), Reasons.QuietHours, isWindow: true));

        await Work.AdvanceAsync(TimeSpan.FromHours(8) + Unsent - Moment);
        Assert.Equal(0, (await Work.RecoverAsync()).FellBack);
        await Work.AdvanceAsync(Moment);
        Assert.Equal(2, (await Work.RecoverAsync()).FellBack);

        await Work.AssertAsync(quiet, DeliveryState.Cancelled, DeliveryState.Queued);
        await Work.AssertAsync(snoozed, DeliveryState.Cancelled, DeliveryState.Queued);
    }

    [Fact]
    public async Task Limits_and_retries_do_not_set_the_time_to_be_sent_in_anew()
    {
        var (limited, retried) = (await Work.QueuePairAsync(Unsent), await Work.QueuePairAsync(Unsent));
        var batch = await Work.ClaimAsync();
        await Work.MarkAsync(batch.Lease, retried.Primary);
        await Work.SettleAsync(batch.Lease, Settlement.Defer(limited.Primary, Work.Now + TimeSpan.FromHours(1), Reasons.RateLimit));
        await Work.SettleAsync(batch.Lease, Settlement.Retry(retried.Primary, 1, TimeSpan.FromHours(1), Reasons.ProviderRetry, "1", null));

        await Work.AdvanceAsync(Unsent);

        Assert.Equal(2, (await Work.RecoverAsync()).FellBack);
        await Work.AssertAsync(limited, DeliveryState.Cancelled, DeliveryState.Queued);
        await Work.AssertAsync(retried, DeliveryState.Cancelled, DeliveryState.Queued);
    }

    [Fact]
    public async Task Claimed_primary_whose_time_is_over_is_lost_to_its_worker()
    {
        var pair = await Work.QueuePairAsync(TimeSpan.FromSeconds(30));
        var batch = await Work.ClaimAsync();
        await Work.AdvanceAsync(TimeSpan.FromSeconds(30));
        await Work.RecoverAsync();

        Assert.Equal(MarkStatus.Lost, (await Work.MarkAsync(batch.Lease, pair.Primary)).Status);

        await Work.AssertAsync(pair, DeliveryState.Cancelled, DeliveryState.Queued);
    }

    [Fact]
    public async Task Primary_that_is_being_sent_gets_its_time_to_be_delivered_in_first()
    {
        var (pair, marked) = await Work.SendingPairAsync(TimeSpan.FromSeconds(30));
        await Work.AdvanceAsync(TimeSpan.FromSeconds(30));
        Assert.Equal(0, (await Work.RecoverAsync()).FellBack);

        await Work.SettleAsync(marked.Lease, Settlement.Sent(pair.Primary, 1, null));
        await Work.AdvanceAsync(Work.After - Moment);
        Assert.Equal(0, (await Work.RecoverAsync()).FellBack);

        await Work.AdvanceAsync(Moment);
        Assert.Equal(1, (await Work.RecoverAsync()).FellBack);
    }

    [Fact]
    public async Task Without_a_time_to_be_sent_in_it_waits_for_as_long_as_it_takes()
    {
        var pair = await Work.QueuePairAsync();
        await Work.AdvanceAsync(TimeSpan.FromDays(80));

        await Work.RecoverAsync();

        await Work.AssertAsync(pair, DeliveryState.Queued, DeliveryState.Held);
    }

    [Fact]
    public async Task Many_take_their_places_a_limited_number_at_a_time()
    {
        var pairs = new List<NewNotification>();
        for (var i = 0; i < 25; i++)
        {
            pairs.Add(await Work.NewPairAsync(Unsent));
        }

        await Store.Queue.EnqueueAsync(pairs, null, default);
        await Work.AdvanceAsync(Unsent);

        var reports = await Work.RecoverAllAsync(Work.Recovery(limit: 10));

        Assert.Equal(25, reports.Sum(r => r.FellBack));
        Assert.All(reports, r => Assert.InRange(r.FellBack, 0, 10));
        Assert.Equal(25, (await Store.Log.CountAsync(Work.Tenant, DeliveryState.Queued, default)).Sum(c => c.Count));
    }

    [Fact]
    public async Task Retention_keeps_what_is_held()
    {
        var pair = await Work.QueuePairAsync();
        await Work.AdvanceAsync(TimeSpan.FromDays(80));

        await Work.RemoveAllAsync(RetentionOptions.ShortestHistory);

        await Work.AssertAsync(pair, DeliveryState.Queued, DeliveryState.Held);
        Assert.Equal("held", Assert.Single(await Work.TrailOfAsync(pair.Held)).Event);
        var (_, lease, send) = await Work.SendAsync(pair.Primary);
        await Work.SettleAsync(lease, Settlement.Fail(pair.Primary, send, Reasons.ProviderRejected, null, null));
        await Work.AssertAsync(pair, DeliveryState.Failed, DeliveryState.Queued);
    }
}
