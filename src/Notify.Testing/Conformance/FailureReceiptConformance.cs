using Notify.Deliveries;
using Notify.Receipts;
using Notify.Testing.Conformance.Support;
using Xunit;

namespace Notify.Testing.Conformance;

/// <summary>What <see cref="IReceiptStore"/> promises of failures: counted once, for the latest send, as planned.</summary>
/// <typeparam name="TFixture">The provider's fixture.</typeparam>
public abstract class FailureReceiptConformance<TFixture> : StorageConformance<TFixture>
    where TFixture : StorageFixture, new()
{
    [Fact]
    public async Task Receipt_of_an_earlier_sends_failure_is_passed_over()
    {
        var id = await Work.WaitingForResendAsync();
        var resend = await Work.SendAsync(id);
        await Work.SettleAsync(resend.Lease, Settlement.Sent(id, resend.Send, "wamid.2"));

        Assert.Equal(ReceiptEffect.Unchanged, await Work.ReceiveAsync(id, 1, ReceiptStatus.Failed));

        Assert.Equal(DeliveryState.Sent, await Work.StateAsync(id));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Receipt_of_a_failure_while_a_resend_waits_moves_nothing_and_keeps_a_late_sent_from_calling_it_off(bool isClaimed)
    {
        var id = await Work.WaitingForResendAsync();
        var lease = isClaimed ? (await Work.ClaimAsync()).Lease : 0;
        var before = await Work.RecordAsync(id);

        Assert.Equal(ReceiptEffect.Unchanged, await Work.ReceiveAsync(id, 1, ReceiptStatus.Failed));
        Assert.Equal(ReceiptEffect.Unchanged, await Work.ReceiveAsync(id, 1, ReceiptStatus.Sent));

        Assert.Equal(before, await Work.RecordAsync(id));
        var mark = await Work.MarkAsync(isClaimed ? lease : (await Work.ClaimAsync()).Lease, id);
        Assert.Equal((MarkStatus.Marked, 2), (mark.Status, mark.SendNumber));
        Assert.Equal(ReceiptEffect.Unchanged, await Work.ReceiveAsync(id, 1, ReceiptStatus.Sent));
        Assert.Equal(ReceiptEffect.Applied, await Work.ReceiveAsync(id, 2, ReceiptStatus.Sent));
    }

    [Fact]
    public async Task Receipt_of_a_failure_after_the_end_is_known_when_it_is_queued_again()
    {
        var id = await Work.WaitingForResendAsync();
        await Store.Commands.CancelAsync(Work.Only(id), Work.Command, default);

        Assert.Equal(ReceiptEffect.Unchanged, await Work.ReceiveAsync(id, 1, ReceiptStatus.Failed));
        await Store.Commands.RequeueAsync(Work.Only(id), Work.Command, default);

        Assert.Equal(ReceiptEffect.Unchanged, await Work.ReceiveAsync(id, 1, ReceiptStatus.Sent));
        Assert.Equal(DeliveryState.Queued, await Work.StateAsync(id));
    }

    [Fact]
    public async Task Receipt_of_a_failure_and_a_late_sent_in_one_call_leave_the_resend()
    {
        var id = await Work.WaitingForResendAsync();

        var effects = await Store.Receipts.ApplyAsync([Work.Update(id, 1, ReceiptStatus.Failed), Work.Update(id, 1, ReceiptStatus.Sent)], default);

        Assert.Equal([ReceiptEffect.Unchanged, ReceiptEffect.Unchanged], effects);
        Assert.Equal(DeliveryState.Queued, await Work.StateAsync(id));
    }

    [Fact]
    public async Task Receipt_of_a_failure_follows_its_plan_to_failed()
    {
        var id = await Work.SentAsync();

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
        var id = await Work.SentAsync();

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
        var id = await Work.SentAsync();

        await Work.ReceiveAsync(id, 1, ReceiptStatus.Failed, Settlement.Stopped(id, 1, TimeSpan.FromMinutes(2), "80007", null));

        Assert.Equal(0, (await Work.RecordAsync(id)).Attempts);
    }

    [Fact]
    public async Task Receipt_of_a_failure_twice_counts_once()
    {
        var id = await Work.SentAsync();
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
        var id = await Work.SentAsync();
        await Work.ReceiveAsync(id, 1, ReceiptStatus.Failed, Settlement.Retry(id, 1, TimeSpan.FromMinutes(2), Reasons.ProviderRetry, "131049", null));

        await Work.ReceiveAsync(id, 1, late);

        Assert.Equal(expected, await Work.StateAsync(id));
    }

    [Theory]
    [InlineData(ReceiptStatus.Delivered)]
    [InlineData(ReceiptStatus.Read)]
    public async Task Receipt_of_a_failure_after_better_news_is_passed_over(ReceiptStatus before)
    {
        var id = await Work.SentAsync();
        await Work.ReceiveAsync(id, 1, before);

        Assert.Equal(ReceiptEffect.Unchanged, await Work.ReceiveAsync(id, 1, ReceiptStatus.Failed));
    }
}
