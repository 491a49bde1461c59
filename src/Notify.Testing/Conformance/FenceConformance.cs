using Notify.Deliveries;
using Notify.Receipts;
using Notify.Testing.Conformance.Support;
using Xunit;

namespace Notify.Testing.Conformance;

/// <summary>What <see cref="IDeliveryQueue.SettleAsync"/> promises of leases that were lost, answers that were lost, and acceptances that come late.</summary>
/// <typeparam name="TFixture">The provider's fixture.</typeparam>
public abstract class FenceConformance<TFixture> : StorageConformance<TFixture>
    where TFixture : StorageFixture, new()
{
    [Fact]
    public async Task Settle_under_a_lease_that_was_lost_changes_nothing()
    {
        var old = await Work.SendingAsync();
        await Work.AdvanceAsync(Work.Lease + TimeSpan.FromSeconds(1));
        await Work.RecoverAsync();
        var before = await Work.RecordAsync(old.Id);

        var answer = await Work.SettleAsync(old.Lease, Settlement.Retry(old.Id, 1, TimeSpan.Zero, Reasons.ProviderRetry, "1", null));

        Assert.Equal(SettleStatus.Fenced, answer);
        Assert.Equal(before, await Work.RecordAsync(old.Id));
    }

    [Fact]
    public async Task Settle_by_the_old_worker_does_not_touch_the_new_ones_send()
    {
        var id = await Work.QueueAsync();
        var old = await Work.ClaimAsync();
        await Work.AdvanceAsync(Work.Lease + TimeSpan.FromSeconds(1));
        await Work.RecoverAsync();
        var current = await Work.SendAsync(id);

        Assert.Equal(SettleStatus.Fenced, await Work.SettleAsync(old.Lease, Settlement.HandBack(id)));

        Assert.Equal(DeliveryState.Sending, await Work.StateAsync(id));
        Assert.Equal(SettleStatus.Applied, await Work.SettleAsync(current.Lease, Settlement.Sent(id, current.Send, null)));
    }

    [Fact]
    public async Task Settle_again_after_a_lost_answer_is_applied_once()
    {
        var ids = await Work.QueueManyAsync(3);
        var batch = await Work.ClaimAsync();
        await Store.Queue.MarkAsync(batch.Lease, [.. ids.Select(id => new MarkItem(id, null))], default);
        Settlement[] settlements =
        [
            Settlement.Sent(ids[0], 1, "wamid.1"),
            Settlement.Retry(ids[1], 1, TimeSpan.FromSeconds(30), Reasons.ProviderRetry, "1", null),
            Settlement.Stopped(ids[2], 1, TimeSpan.FromSeconds(30), "2", null),
        ];
        await Store.Queue.SettleAsync(batch.Lease, settlements, default);
        var before = await Store.Log.GetAsync([.. ids], default);
        var trail = (await Work.TrailAsync(ids[1])).Count;
        await Work.AdvanceAsync(TimeSpan.FromSeconds(5));

        var answers = await Store.Queue.SettleAsync(batch.Lease, settlements, default);

        Assert.All(answers, a => Assert.Equal(SettleStatus.Applied, a));
        var after = await Store.Log.GetAsync([.. ids], default);
        Assert.All(ids, id => Assert.Equal(before[id], after[id]));
        Assert.Equal(trail, (await Work.TrailAsync(ids[1])).Count);
    }

    [Fact]
    public async Task Settle_again_after_somebody_else_claimed_changes_nothing()
    {
        var (id, lease, send) = await Work.SendingAsync();
        var retry = Settlement.Retry(id, send, TimeSpan.Zero, Reasons.ProviderRetry, "1", null);
        await Work.SettleAsync(lease, retry);
        var next = await Work.SendAsync(id);

        await Work.SettleAsync(lease, retry);

        Assert.Equal(DeliveryState.Sending, await Work.StateAsync(id));
        Assert.Equal(SettleStatus.Applied, await Work.SettleAsync(next.Lease, Settlement.Sent(id, next.Send, null)));
    }

    [Fact]
    public async Task Settle_sent_when_fenced_proves_a_delivery_in_doubt()
    {
        var (id, lease, send) = await Work.SendingAsync();
        await Work.AdvanceAsync(Work.Lease + TimeSpan.FromSeconds(1));
        await Work.RecoverAsync();

        Assert.Equal(SettleStatus.Fenced, await Work.SettleAsync(lease, Settlement.Sent(id, send, "wamid.1")));

        var record = await Work.RecordAsync(id);
        Assert.Equal((DeliveryState.Sent, "wamid.1"), (record.State, record.ProviderMessageId));
        Assert.Contains(await Work.TrailAsync(id), e => e is { Event: "sent", SendNumber: 1 });
    }

    [Fact]
    public async Task Settle_sent_when_fenced_cancels_a_pending_resend()
    {
        var (id, lease, send) = await Work.SendingAsync();
        await Work.AdvanceAsync(Work.Lease + TimeSpan.FromSeconds(1));
        await Work.RecoverAsync();
        await Store.Commands.RequeueAsync(Work.Only(id), Work.Command, default);
        var next = await Work.ClaimAsync(worker: "worker-2");

        Assert.Equal(SettleStatus.Fenced, await Work.SettleAsync(lease, Settlement.Sent(id, send, "wamid.1")));

        Assert.Equal(MarkStatus.Lost, (await Work.MarkAsync(next.Lease, id)).Status);
        Assert.Equal(DeliveryState.Sent, await Work.StateAsync(id));
    }

    [Fact]
    public async Task Settle_sent_when_fenced_does_not_undo_a_failure_that_counted()
    {
        var (id, lease, send) = await Work.SendingAsync();
        await Work.AdvanceAsync(Work.Lease + TimeSpan.FromSeconds(1));
        await Work.RecoverAsync();
        await Work.ReceiveAsync(id, send, ReceiptStatus.Failed);

        Assert.Equal(SettleStatus.Fenced, await Work.SettleAsync(lease, Settlement.Sent(id, send, "wamid.1")));

        Assert.Equal(DeliveryState.Failed, await Work.StateAsync(id));
    }

    [Fact]
    public async Task Settle_of_the_new_send_does_not_undo_proof_of_the_old_one()
    {
        var (id, lease, send) = await Work.SendingAsync();
        await Work.AdvanceAsync(Work.Lease + TimeSpan.FromSeconds(1));
        await Work.RecoverAsync();
        await Store.Commands.RequeueAsync(Work.Only(id), Work.Command, default);
        var next = await Work.SendAsync(id);
        await Work.SettleAsync(lease, Settlement.Sent(id, send, "wamid.1"));

        await Work.SettleAsync(next.Lease, Settlement.Retry(id, next.Send, TimeSpan.Zero, Reasons.ProviderRetry, "1", null));

        Assert.Equal(DeliveryState.Sent, await Work.StateAsync(id));
        Assert.Empty((await Work.ClaimAsync()).Deliveries);
    }

    [Fact]
    public async Task Settle_after_the_lease_has_ended_never_loses_an_acceptance()
    {
        var (id, lease, send) = await Work.SendingAsync();
        await Work.AdvanceAsync(Work.Lease + TimeSpan.FromSeconds(1));

        await Work.SettleAsync(lease, Settlement.Sent(id, send, "wamid.1"));
        await Work.RecoverAsync();

        Assert.Equal(DeliveryState.Sent, await Work.StateAsync(id));
    }

    [Fact]
    public async Task Settle_raced_by_two_instances_in_opposite_orders_writes_each_once()
    {
        var ids = await Work.QueueManyAsync(20);
        var batch = await Work.ClaimAsync();
        await Store.Queue.MarkAsync(batch.Lease, [.. ids.Select(id => new MarkItem(id, null))], default);
        var second = await Work.SecondAsync();

        var answers = await Race.RunAsync(4, i => (i % 2 == 0 ? Store : second).Queue.SettleAsync(
            batch.Lease,
            [.. (i < 2 ? ids : ids.Reverse()).Select(id => Settlement.Stopped(id, 1, TimeSpan.FromMinutes(1), "1", null))],
            default));

        Assert.All(answers.SelectMany(a => a), a => Assert.Equal(SettleStatus.Applied, a));
        Assert.All((await Store.Log.GetAsync([.. ids], default)).Values, r => Assert.Equal((DeliveryState.Queued, 0), (r.State, r.Attempts)));
    }
}
