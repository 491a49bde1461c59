using Notify.Deliveries;
using Notify.Testing.Conformance.Support;
using Xunit;

namespace Notify.Testing.Conformance;

/// <summary>What <see cref="IDeliveryQueue.SettleAsync"/> promises: what the worker that holds a delivery says, and nobody else's word.</summary>
/// <typeparam name="TFixture">The provider's fixture.</typeparam>
public abstract class SettleConformance<TFixture> : StorageConformance<TFixture>
    where TFixture : StorageFixture, new()
{
    [Fact]
    public async Task Settle_sent_keeps_the_providers_id()
    {
        var (id, lease, send) = await Work.SendingAsync();
        await Work.AdvanceAsync(TimeSpan.FromSeconds(2));

        Assert.Equal(SettleStatus.Applied, await Work.SettleAsync(lease, Settlement.Sent(id, send, "wamid.1")));

        var record = await Work.RecordAsync(id);
        Assert.Equal((DeliveryState.Sent, "wamid.1", 1, Work.Now), (record.State, record.ProviderMessageId, record.Attempts, record.UpdatedAt));
        Assert.Contains(await Work.TrailAsync(id), e => e is { Event: "sent", SendNumber: 1, By: "worker-1" });
    }

    [Fact]
    public async Task Settle_retry_is_due_after_its_delay_by_the_stores_clock()
    {
        var (id, lease, send) = await Work.SendingAsync();
        await Work.AdvanceAsync(TimeSpan.FromSeconds(10));
        var settledAt = Work.Now;

        await Work.SettleAsync(lease, Settlement.Retry(id, send, TimeSpan.FromSeconds(30), Reasons.ProviderRetry, "131016", "overloaded"));

        var record = await Work.RecordAsync(id);
        Assert.Equal((DeliveryState.Queued, Reasons.ProviderRetry, "131016", "overloaded"), (record.State, record.Reason, record.ErrorCode, record.Detail));
        Assert.Equal((settledAt.AddSeconds(30), 1), (record.DueAt, record.Attempts));
        Assert.Contains(await Work.TrailAsync(id), e => e is { Event: "queued", Reason: Reasons.ProviderRetry });
        await Work.AdvanceAsync(TimeSpan.FromMilliseconds(29_999));
        Assert.Empty((await Work.ClaimAsync()).Deliveries);
        await Work.AdvanceAsync(TimeSpan.FromMilliseconds(1));
        Assert.Equal(1, Assert.Single((await Work.ClaimAsync()).Deliveries).Attempts);
    }

    [Fact]
    public async Task Settle_stopped_gives_the_attempt_back()
    {
        var (id, lease, send) = await Work.SendingAsync();

        await Work.SettleAsync(lease, Settlement.Stopped(id, send, TimeSpan.FromMinutes(1), "80007", "throttled"));

        var record = await Work.RecordAsync(id);
        Assert.Equal((DeliveryState.Queued, Reasons.ProviderStopped, 0, 1), (record.State, record.Reason, record.Attempts, record.Sends));
        Assert.Equal(Work.Now.AddMinutes(1), record.DueAt);
    }

    [Fact]
    public async Task Settle_fail_keeps_reason_code_and_answer()
    {
        var (id, lease, send) = await Work.SendingAsync();

        await Work.SettleAsync(lease, Settlement.Fail(id, send, Reasons.ProviderRejected, "131026", "undeliverable"));

        var record = await Work.RecordAsync(id);
        Assert.Equal((DeliveryState.Failed, Reasons.ProviderRejected), (record.State, record.Reason));
        Assert.Equal(("131026", "undeliverable"), (record.ErrorCode, record.Detail));
        Assert.Contains(
            await Work.TrailAsync(id),
            e => e is { Event: "failed", SendNumber: 1, Reason: Reasons.ProviderRejected, ErrorCode: "131026", Detail: "undeliverable" });
    }

    [Fact]
    public async Task Settle_unconfirmed_waits_for_a_receipt()
    {
        var (id, lease, send) = await Work.SendingAsync();

        await Work.SettleAsync(lease, Settlement.Unconfirmed(id, send, "timeout", null));

        var record = await Work.RecordAsync(id);
        Assert.Equal((DeliveryState.Unconfirmed, Reasons.SendUnknown, "timeout", 1), (record.State, record.Reason, record.ErrorCode, record.Attempts));
        Assert.Empty((await Work.ClaimAsync()).Deliveries);
    }

    [Fact]
    public async Task Settle_defer_names_the_time_and_costs_no_attempt()
    {
        var id = await Work.QueueAsync();
        var batch = await Work.ClaimAsync();
        var until = Work.Now.AddHours(7);

        await Work.SettleAsync(batch.Lease, Settlement.Defer(id, until, Reasons.QuietHours));

        var record = await Work.RecordAsync(id);
        Assert.Equal((DeliveryState.Queued, Reasons.QuietHours, until, 0), (record.State, record.Reason, record.DueAt, record.Attempts));
        Assert.Contains(await Work.TrailAsync(id), e => e is { Event: "deferred", Reason: Reasons.QuietHours });
        Assert.Empty((await Work.ClaimAsync()).Deliveries);
        await Work.AdvanceAsync(TimeSpan.FromHours(7));
        Assert.Single((await Work.ClaimAsync()).Deliveries);
    }

    [Fact]
    public async Task Settle_block_ends_it()
    {
        var id = await Work.QueueAsync();
        var batch = await Work.ClaimAsync();

        await Work.SettleAsync(batch.Lease, Settlement.Block(id, "sanitizer:links") with { Detail = "one link too many" });

        var record = await Work.RecordAsync(id);
        Assert.Equal((DeliveryState.Blocked, "sanitizer:links"), (record.State, record.Reason));
        Assert.Contains(await Work.TrailAsync(id), e => e is { Event: "blocked", Detail: "one link too many" });
    }

    [Fact]
    public async Task Settle_expire_ends_it()
    {
        var id = await Work.QueueAsync();
        var batch = await Work.ClaimAsync();

        await Work.SettleAsync(batch.Lease, Settlement.Expire(id));

        var record = await Work.RecordAsync(id);
        Assert.Equal((DeliveryState.Expired, Reasons.Expired), (record.State, record.Reason));
    }

    [Fact]
    public async Task Settle_hand_back_is_due_at_once_and_costs_no_attempt()
    {
        var id = await Work.QueueAsync();
        var batch = await Work.ClaimAsync();

        await Work.SettleAsync(batch.Lease, Settlement.HandBack(id));

        var claimed = Assert.Single((await Work.ClaimAsync(worker: "worker-2")).Deliveries);
        Assert.Equal((id, 0), (claimed.Id, claimed.Attempts));
    }

    [Fact]
    public async Task Settle_hand_back_after_a_mark_whose_answer_was_lost_queues_it_again()
    {
        var (id, lease, _) = await Work.SendingAsync();

        Assert.Equal(SettleStatus.Applied, await Work.SettleAsync(lease, Settlement.HandBack(id)));

        Assert.Equal(2, (await Work.SendAsync(id)).Send);
    }

    [Fact]
    public async Task Settle_answers_in_order_and_one_fenced_out_does_not_harm_the_rest()
    {
        var ids = await Work.QueueManyAsync(3);
        var batch = await Work.ClaimAsync();
        await Store.Commands.CancelAsync(Work.Only(ids[1]), Work.Command, default);

        var answers = await Store.Queue.SettleAsync(
            batch.Lease,
            [
                Settlement.Block(ids[2], "a"), Settlement.Block(ids[1], "b"), Settlement.Block(Guid.NewGuid(), "c"),
                Settlement.Defer(ids[0], Work.Now.AddHours(1), "d"),
            ],
            default);

        Assert.Equal([SettleStatus.Applied, SettleStatus.Fenced, SettleStatus.Fenced, SettleStatus.Applied], answers);
        var states = await Store.Log.GetAsync([.. ids], default);
        Assert.Equal(
            [DeliveryState.Queued, DeliveryState.Cancelled, DeliveryState.Blocked], ids.Select(id => states[id].State));
    }
}
