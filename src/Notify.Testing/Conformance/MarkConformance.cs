using Notify.Deliveries;
using Notify.Gates;
using Notify.Testing.Conformance.Support;
using Xunit;

namespace Notify.Testing.Conformance;

/// <summary>What <see cref="IDeliveryQueue.MarkAsync"/> promises: only what may still be sent, under a number never used before.</summary>
/// <typeparam name="TFixture">The provider's fixture.</typeparam>
public abstract class MarkConformance<TFixture> : StorageConformance<TFixture>
    where TFixture : StorageFixture, new()
{
    [Fact]
    public async Task Mark_moves_to_sending_and_counts_the_attempt()
    {
        var id = await Work.QueueAsync();
        var batch = await Work.ClaimAsync(worker: "worker-7");

        var mark = await Work.MarkAsync(batch.Lease, id, "sanitizer:links");

        Assert.Equal(new MarkResult(MarkStatus.Marked, 1, 1), mark);
        var record = await Work.RecordAsync(id);
        Assert.Equal((DeliveryState.Sending, 1, 1), (record.State, record.Attempts, record.Sends));
        Assert.Contains(
            await Work.TrailAsync(id), e => e is { Event: "sending", SendNumber: 1, By: "worker-7", Detail: "sanitizer:links" });
    }

    [Fact]
    public async Task Mark_keeps_the_note_of_every_send_under_its_number()
    {
        var id = await Work.QueueAsync();
        foreach (var note in new[] { null, "window_closed:news", "sanitizer:links" })
        {
            var batch = await Work.ClaimAsync();
            var send = (await Work.MarkAsync(batch.Lease, id, note)).SendNumber;
            await Work.SettleAsync(batch.Lease, Settlement.Retry(id, send, TimeSpan.Zero, Reasons.ProviderRetry, "131000", null));
        }

        Assert.Equal(
            [(1, null), (2, "window_closed:news"), (3, "sanitizer:links")],
            (await Work.TrailAsync(id)).Where(e => e.Event == "sending").Select(e => (e.SendNumber, e.Detail)));
    }

    [Fact]
    public async Task Mark_is_seen_by_another_instance_when_it_returns()
    {
        var second = await Work.SecondAsync();
        var marked = await Work.SendingAsync();

        Assert.Equal(DeliveryState.Sending, (await second.Log.GetAsync([marked.Id], default))[marked.Id].State);
    }

    [Fact]
    public async Task Mark_answers_in_order()
    {
        var ids = await Work.QueueManyAsync(4);
        var batch = await Work.ClaimAsync();
        await Store.Commands.CancelAsync(Work.Only(ids[1]), Work.Command, default);

        var marks = await Store.Queue.MarkAsync(
            batch.Lease, [new(ids[3], null), new(ids[1], null), new(Guid.NewGuid(), null), new(ids[0], null)], default);

        Assert.Equal([MarkStatus.Marked, MarkStatus.Lost, MarkStatus.Lost, MarkStatus.Marked], marks.Select(m => m.Status));
        Assert.Equal(DeliveryState.Claimed, await Work.StateAsync(ids[2]));
    }

    [Fact]
    public async Task Mark_twice_gives_one_send()
    {
        var id = await Work.QueueAsync();
        var batch = await Work.ClaimAsync();

        var marks = await Store.Queue.MarkAsync(batch.Lease, [new(id, null), new(id, null)], default);
        var again = await Work.MarkAsync(batch.Lease, id);

        Assert.Single(marks, m => m.Status == MarkStatus.Marked);
        Assert.Equal(MarkStatus.Lost, again.Status);
        var record = await Work.RecordAsync(id);
        Assert.Equal((1, 1), (record.Attempts, record.Sends));
    }

    [Fact]
    public async Task Mark_never_uses_a_send_number_twice()
    {
        var first = await Work.SendingAsync();
        await Work.SettleAsync(first.Lease, Settlement.Retry(first.Id, 1, TimeSpan.Zero, Reasons.ProviderRetry, "1", null));
        var second = await Work.SendAsync(first.Id);
        await Work.SettleAsync(second.Lease, Settlement.Stopped(first.Id, 2, TimeSpan.Zero, "2", null));
        var third = await Work.SendAsync(first.Id);
        await Work.SettleAsync(third.Lease, Settlement.Fail(first.Id, 3, Reasons.ProviderRejected, "3", null));
        await Store.Commands.RequeueAsync(Work.Only(first.Id), Work.Command, default);

        var fourth = await Work.SendAsync(first.Id);

        Assert.Equal([1, 2, 3, 4], [first.Send, second.Send, third.Send, fourth.Send]);
        var record = await Work.RecordAsync(first.Id);
        Assert.Equal((1, 4), (record.Attempts, record.Sends));
    }

    [Fact]
    public async Task Mark_raced_by_two_instances_gives_one_send()
    {
        var ids = await Work.QueueManyAsync(20);
        var batch = await Work.ClaimAsync();
        var second = await Work.SecondAsync();

        var marks = await Race.RunAsync(4, i => (i % 2 == 0 ? Store : second).Queue.MarkAsync(
            batch.Lease, [.. (i < 2 ? ids : ids.Reverse()).Select(id => new MarkItem(id, null))], default));

        Assert.Equal(20, marks.SelectMany(m => m).Count(m => m.Status == MarkStatus.Marked));
        Assert.All(await Store.Log.GetAsync([.. ids], default), r => Assert.Equal((1, 1), (r.Value.Sends, r.Value.Attempts)));
    }
}
