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
        var id = await SentAsync();
        await Work.AdvanceAsync(TimeSpan.FromSeconds(3));

        Assert.Equal(ReceiptEffect.Applied, await Work.ReceiveAsync(id, 1, ReceiptStatus.Delivered));

        var record = await Work.RecordAsync(id);
        Assert.Equal((DeliveryState.Delivered, Reasons.Receipt, Work.Now), (record.State, record.Reason, record.UpdatedAt));
        Assert.Contains(await Work.TrailAsync(id), e => e is { Event: "delivered", SendNumber: 1, By: "receipt" });
    }

    [Fact]
    public async Task Receipt_twice_changes_nothing_the_second_time()
    {
        var id = await SentAsync();
        await Work.ReceiveAsync(id, 1, ReceiptStatus.Delivered);
        var trail = await Work.TrailAsync(id);

        Assert.Equal(ReceiptEffect.Unchanged, await Work.ReceiveAsync(id, 1, ReceiptStatus.Delivered));

        Assert.Equal(trail, await Work.TrailAsync(id));
    }

    [Fact]
    public async Task Receipt_twice_in_one_batch_is_applied_once()
    {
        var id = await SentAsync();
        var receipt = Work.Update(id, 1, ReceiptStatus.Delivered);

        Assert.Equal([ReceiptEffect.Applied, ReceiptEffect.Unchanged], await Store.Receipts.ApplyAsync([receipt, receipt], default));
    }

    [Fact]
    public async Task Receipts_in_one_batch_are_answered_in_order()
    {
        var one = await SentAsync();
        var two = await SentAsync();

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
    public async Task Receipt_of_an_earlier_send_cancels_a_waiting_resend()
    {
        var id = await WaitingForResendAsync();

        Assert.Equal(ReceiptEffect.Applied, await Work.ReceiveAsync(id, 1, ReceiptStatus.Delivered));

        Assert.Equal(DeliveryState.Delivered, await Work.StateAsync(id));
        Assert.Empty((await Work.ClaimAsync()).Deliveries);
    }

    [Fact]
    public async Task Receipt_of_an_earlier_send_cancels_a_resend_already_claimed()
    {
        var id = await WaitingForResendAsync();
        var batch = await Work.ClaimAsync();

        await Work.ReceiveAsync(id, 1, ReceiptStatus.Sent);

        Assert.Equal(MarkStatus.Lost, (await Work.MarkAsync(batch.Lease, id)).Status);
        await Work.SettleAsync(batch.Lease, Settlement.HandBack(id));
        await Work.AdvanceAsync(Work.Lease * 2);
        await Work.RecoverAsync();
        Assert.Equal(DeliveryState.Sent, await Work.StateAsync(id));
    }

    [Fact]
    public async Task Receipt_of_an_earlier_send_stands_against_the_resends_failure()
    {
        var id = await WaitingForResendAsync();
        var resend = await Work.SendAsync(id);
        await Work.ReceiveAsync(id, 1, ReceiptStatus.Sent);

        await Work.SettleAsync(resend.Lease, Settlement.Fail(id, resend.Send, Reasons.ProviderRejected, "131026", null));

        Assert.Equal(DeliveryState.Sent, await Work.StateAsync(id));
    }

    [Fact]
    public async Task Receipt_of_an_earlier_sends_failure_is_passed_over()
    {
        var id = await WaitingForResendAsync();
        var resend = await Work.SendAsync(id);
        await Work.SettleAsync(resend.Lease, Settlement.Sent(id, resend.Send, "wamid.2"));

        Assert.Equal(ReceiptEffect.Unchanged, await Work.ReceiveAsync(id, 1, ReceiptStatus.Failed));

        Assert.Equal(DeliveryState.Sent, await Work.StateAsync(id));
    }

    [Fact]
    public async Task Receipt_of_a_send_never_made_changes_nothing()
    {
        var id = await SentAsync();

        Assert.NotEqual(ReceiptEffect.Applied, await Work.ReceiveAsync(id, 2, ReceiptStatus.Read));

        Assert.Equal(DeliveryState.Sent, await Work.StateAsync(id));
    }

    [Fact]
    public async Task Receipt_of_a_failure_follows_its_plan_to_failed()
    {
        var id = await SentAsync();

        Assert.Equal(
            ReceiptEffect.Applied,
            await Work.ReceiveAsync(id, 1, ReceiptStatus.Failed, Settlement.Fail(id, 1, Reasons.AttemptsExhausted, "131049", "not delivered")));

        var record = await Work.RecordAsync(id);
        Assert.Equal((DeliveryState.Failed, Reasons.AttemptsExhausted), (record.State, record.Reason));
        Assert.Equal(("131049", "not delivered"), (record.ErrorCode, record.Detail));
        Assert.Contains(await Work.TrailAsync(id), e => e is { Event: "failed", SendNumber: 1, Reason: Reasons.AttemptsExhausted, By: "receipt" });
    }

    [Fact]
    public async Task Receipt_of_a_failure_follows_its_plan_back_to_queued()
    {
        var id = await SentAsync();

        await Work.ReceiveAsync(id, 1, ReceiptStatus.Failed, Settlement.Retry(id, 1, TimeSpan.FromMinutes(2), Reasons.ProviderRetry, "131049", null));

        var record = await Work.RecordAsync(id);
        Assert.Equal((DeliveryState.Queued, Reasons.ProviderRetry, 1), (record.State, record.Reason, record.Attempts));
        Assert.Equal((Work.Now.AddMinutes(2), "131049"), (record.DueAt, record.ErrorCode));
        await Work.AdvanceAsync(TimeSpan.FromMinutes(2));
        Assert.Equal(2, (await Work.SendAsync(id)).Send);
    }

    [Fact]
    public async Task Receipt_of_a_failure_that_costs_no_attempt_gives_it_back()
    {
        var id = await SentAsync();

        await Work.ReceiveAsync(id, 1, ReceiptStatus.Failed, Settlement.Stopped(id, 1, TimeSpan.FromMinutes(2), "80007", null));

        Assert.Equal(0, (await Work.RecordAsync(id)).Attempts);
    }

    [Fact]
    public async Task Receipt_of_a_failure_twice_counts_once()
    {
        var id = await SentAsync();
        var plan = Settlement.Retry(id, 1, TimeSpan.FromMinutes(2), Reasons.ProviderRetry, "131049", null);
        await Work.ReceiveAsync(id, 1, ReceiptStatus.Failed, plan);
        var before = await Work.RecordAsync(id);
        await Work.AdvanceAsync(TimeSpan.FromMinutes(1));

        Assert.Equal(ReceiptEffect.Unchanged, await Work.ReceiveAsync(id, 1, ReceiptStatus.Failed, plan));

        Assert.Equal(before, await Work.RecordAsync(id));
    }

    [Theory]
    [InlineData(ReceiptStatus.Sent, DeliveryState.Queued)]
    [InlineData(ReceiptStatus.Delivered, DeliveryState.Delivered)]
    [InlineData(ReceiptStatus.Read, DeliveryState.Read)]
    public async Task Receipt_after_a_failure_that_counted_must_prove_more_than_sent(ReceiptStatus late, DeliveryState expected)
    {
        var id = await SentAsync();
        await Work.ReceiveAsync(id, 1, ReceiptStatus.Failed, Settlement.Retry(id, 1, TimeSpan.FromMinutes(2), Reasons.ProviderRetry, "131049", null));

        await Work.ReceiveAsync(id, 1, late);

        Assert.Equal(expected, await Work.StateAsync(id));
    }

    [Theory]
    [InlineData(ReceiptStatus.Delivered)]
    [InlineData(ReceiptStatus.Read)]
    public async Task Receipt_of_a_failure_after_better_news_is_passed_over(ReceiptStatus before)
    {
        var id = await SentAsync();
        await Work.ReceiveAsync(id, 1, before);

        Assert.Equal(ReceiptEffect.Unchanged, await Work.ReceiveAsync(id, 1, ReceiptStatus.Failed));
    }

    [Fact]
    public async Task Receipt_is_late_proof_for_failed_and_expired_deliveries()
    {
        var failed = await Work.SendingAsync();
        await Work.SettleAsync(failed.Lease, Settlement.Fail(failed.Id, 1, Reasons.AttemptsExhausted, null, null));
        var expired = await ExpiredAfterRetryAsync();
        Assert.Equal(DeliveryState.Expired, await Work.StateAsync(expired));

        await Work.ReceiveAsync(failed.Id, 1, ReceiptStatus.Sent);
        await Work.ReceiveAsync(expired, 1, ReceiptStatus.Delivered);

        Assert.Equal((DeliveryState.Sent, DeliveryState.Delivered), (await Work.StateAsync(failed.Id), await Work.StateAsync(expired)));
    }

    [Fact]
    public async Task Receipt_is_late_proof_for_a_cancelled_delivery()
    {
        var id = await WaitingForResendAsync();
        await Store.Commands.CancelAsync(Work.Only(id), Work.Command, default);

        await Work.ReceiveAsync(id, 1, ReceiptStatus.Read);

        Assert.Equal(DeliveryState.Read, await Work.StateAsync(id));
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
        var id = await SentAsync();
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
            ids.Add(await SentAsync());
        }

        var second = await Work.SecondAsync();
        ReceiptStatus[] statuses = [ReceiptStatus.Sent, ReceiptStatus.Delivered, ReceiptStatus.Read, ReceiptStatus.Failed];
        await Race.RunAsync(8, i => (i % 2 == 0 ? Store : second).Receipts.ApplyAsync(
            [.. (i < 4 ? ids : ids.AsEnumerable().Reverse()).Select(id => Work.Update(id, 1, statuses[i % 4]))], default));

        Assert.All((await Store.Log.GetAsync(ids, default)).Values, r => Assert.Equal(DeliveryState.Read, r.State));
    }

    private async Task<Guid> SentAsync()
    {
        var (id, lease, send) = await Work.SendingAsync();
        await Work.SettleAsync(lease, Settlement.Sent(id, send, $"wamid.{send}"));
        return id;
    }

    // The first send timed out, and a second one is due.
    private async Task<Guid> WaitingForResendAsync()
    {
        var (id, lease, send) = await Work.SendingAsync();
        await Work.SettleAsync(lease, Settlement.Unconfirmed(id, send, "timeout", null));
        await Store.Commands.RequeueAsync(Work.Only(id), Work.Command, default);
        return id;
    }

    private async Task<Guid> ExpiredAfterRetryAsync()
    {
        var (id, lease, send) = await Work.SendingAsync(change: d => d with { ExpiresAt = Work.Now.AddMinutes(1) });
        await Work.SettleAsync(lease, Settlement.Retry(id, send, TimeSpan.FromMinutes(5), Reasons.ProviderRetry, null, null));
        await Work.AdvanceAsync(TimeSpan.FromMinutes(1));
        await Work.RecoverAsync();
        return id;
    }
}
