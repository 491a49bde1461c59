using Notify.Deliveries;
using Notify.Receipts;
using Notify.Testing.Conformance.Support;
using Xunit;

namespace Notify.Testing.Conformance;

/// <summary>What <see cref="IReceiptStore"/> promises of proof that comes late: it stands against whatever was believed, and cancels a re-send.</summary>
/// <typeparam name="TFixture">The provider's fixture.</typeparam>
public abstract class LateProofConformance<TFixture> : StorageConformance<TFixture>
    where TFixture : StorageFixture, new()
{
    [Fact]
    public async Task Receipt_of_an_earlier_send_cancels_a_waiting_resend()
    {
        var id = await Work.WaitingForResendAsync();

        Assert.Equal(ReceiptEffect.Applied, await Work.ReceiveAsync(id, 1, ReceiptStatus.Delivered));

        Assert.Equal(DeliveryState.Delivered, await Work.StateAsync(id));
        Assert.Empty((await Work.ClaimAsync()).Deliveries);
    }

    [Fact]
    public async Task Receipt_of_an_earlier_send_cancels_a_resend_already_claimed()
    {
        var id = await Work.WaitingForResendAsync();
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
        var id = await Work.WaitingForResendAsync();
        var resend = await Work.SendAsync(id);
        await Work.ReceiveAsync(id, 1, ReceiptStatus.Sent);

        await Work.SettleAsync(resend.Lease, Settlement.Fail(id, resend.Send, Reasons.ProviderRejected, "131026", null));

        Assert.Equal(DeliveryState.Sent, await Work.StateAsync(id));
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
        var id = await Work.WaitingForResendAsync();
        await Store.Commands.CancelAsync(Work.Only(id), Work.Command, default);

        await Work.ReceiveAsync(id, 1, ReceiptStatus.Read);

        Assert.Equal(DeliveryState.Read, await Work.StateAsync(id));
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
