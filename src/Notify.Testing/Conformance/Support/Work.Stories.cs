using Notify.Deliveries;
using Notify.Receipts;
using Xunit;

namespace Notify.Testing.Conformance.Support;

/// <content>Many deliveries, each with receipts in an order of its own.</content>
internal sealed partial class Work
{
    /// <summary>Lets each delivery go through its story, all of them step by step.</summary>
    public async Task TellAsync(IReadOnlyList<ReceiptStory> stories, IReadOnlyList<Guid> ids, long lease, DeliveryState settled, DeliveryState onFailure)
    {
        for (var step = 0; step < stories.Max(s => s.Steps.Count); step++)
        {
            var now = stories.Index().Where(s => step < s.Item.Steps.Count).Select(s => (Id: ids[s.Index], Step: s.Item.Steps[step], s.Item.LatestSend)).ToList();
            await Store.Queue.SettleAsync(lease, [.. now.Where(s => s.Step is null).Select(s => Settled(s.Id, s.LatestSend, settled))], default);
            await Store.Receipts.ApplyAsync([.. now.Where(s => s.Step is not null).Select(s => Update(s.Id, s.Step!.Value, onFailure))], default);
        }
    }

    public static Settlement Settled(Guid id, int send, DeliveryState settled) => settled == DeliveryState.Sent
        ? Settlement.Sent(id, send, $"wamid.{send}")
        : Settlement.Unconfirmed(id, send, "timeout", null);

    public static ReceiptUpdate Update(Guid id, ReceiptStep step, DeliveryState onFailure) => Update(id, step.Send, step.Status, onFailure == DeliveryState.Failed
        ? Settlement.Fail(id, step.Send, Reasons.ProviderRejected, "131026", null)
        : Settlement.Retry(id, step.Send, TimeSpan.FromMinutes(1), Reasons.ProviderRetry, "131049", null));

    /// <summary>Each has come to where its story ends.</summary>
    public async Task AssertEndsAsync(IReadOnlyList<ReceiptStory> stories, IReadOnlyList<Guid> ids, Func<ReceiptStory, DeliveryState> end)
    {
        var records = await Store.Log.GetAsync([.. ids], default);
        Assert.Empty(stories.Index()
            .Where(s => records[ids[s.Index]].State != end(s.Item))
            .Select(s => $"{s.Item}: {records[ids[s.Index]].State}, not {end(s.Item)}"));
    }

    /// <summary>Stores so many pairs in one call.</summary>
    public async Task<IReadOnlyList<Pair>> QueuePairsAsync(int count, TimeSpan? unsentAfter = null, TimeSpan? after = null)
    {
        var pairs = new List<NewNotification>();
        for (var i = 0; i < count; i++)
        {
            pairs.Add(await NewPairAsync(unsentAfter, after: after));
        }

        await Store.Queue.EnqueueAsync(pairs, null, default);
        return [.. pairs.Select(p => new Pair(p.Deliveries[0].Id, p.Deliveries[1].Id))];
    }

    /// <summary>Settles them all, and all of it counts.</summary>
    public async Task SettleAllAsync(long lease, IReadOnlyList<Settlement> settlements) =>
        Assert.All(await Store.Queue.SettleAsync(lease, settlements, default), s => Assert.Equal(SettleStatus.Applied, s));

    /// <summary>Claims and marks them all, and nothing else is due.</summary>
    /// <returns>The lease.</returns>
    public async Task<long> SendAllAsync(IReadOnlyList<Guid> ids)
    {
        var batch = await ClaimAsync(ids.Count + 1);
        Assert.Equal(ids.Count, batch.Deliveries.Count);
        var marks = await Store.Queue.MarkAsync(batch.Lease, [.. ids.Select(id => new MarkItem(id, null))], default);
        Assert.All(marks, m => Assert.Equal(MarkStatus.Marked, m.Status));
        return batch.Lease;
    }
}
