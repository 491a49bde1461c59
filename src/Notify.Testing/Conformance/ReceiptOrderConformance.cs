using Notify.Deliveries;
using Notify.Receipts;
using Notify.Testing.Conformance.Support;
using Xunit;

namespace Notify.Testing.Conformance;

/// <summary>Whatever the order in which receipts and settlement come, and however often, the end is the same.</summary>
/// <typeparam name="TFixture">The provider's fixture.</typeparam>
public abstract class ReceiptOrderConformance<TFixture> : StorageConformance<TFixture>
    where TFixture : StorageFixture, new()
{
    [Theory]
    [InlineData(DeliveryState.Sent, DeliveryState.Failed)]
    [InlineData(DeliveryState.Sent, DeliveryState.Queued)]
    [InlineData(DeliveryState.Unconfirmed, DeliveryState.Failed)]
    [InlineData(DeliveryState.Unconfirmed, DeliveryState.Queued)]
    public async Task Every_order_of_receipts_and_settlement_ends_in_one_state(DeliveryState settled, DeliveryState onFailure)
    {
        var stories = ReceiptStory.All();
        var ids = await Work.QueueManyAsync(stories.Count);
        var batch = await Work.ClaimAsync(stories.Count);
        await Store.Queue.MarkAsync(batch.Lease, [.. ids.Select(id => new MarkItem(id, null))], default);
        var settlements = ids.Select(id => settled == DeliveryState.Sent
            ? Settlement.Sent(id, 1, "wamid.1")
            : Settlement.Unconfirmed(id, 1, "timeout", null)).ToList();

        for (var step = 0; step < ReceiptStory.MaxLength; step++)
        {
            var now = stories.Index().Where(s => step < s.Item.Steps.Count).Select(s => (s.Index, Status: s.Item.Steps[step])).ToList();
            await Store.Queue.SettleAsync(batch.Lease, [.. now.Where(s => s.Status is null).Select(s => settlements[s.Index])], default);
            await Store.Receipts.ApplyAsync(
                [.. now.Where(s => s.Status is not null).Select(s => Work.Update(ids[s.Index], 1, s.Status!.Value, Plan(ids[s.Index], onFailure)))], default);
        }

        var records = await Store.Log.GetAsync([.. ids], default);
        var wrong = stories.Index()
            .Where(s => records[ids[s.Index]].State != s.Item.End(settled, onFailure))
            .Select(s => $"{s.Item}: {records[ids[s.Index]].State}, not {s.Item.End(settled, onFailure)}");
        Assert.Empty(wrong);
    }

    private static Settlement Plan(Guid id, DeliveryState onFailure) => onFailure == DeliveryState.Failed
        ? Settlement.Fail(id, 1, Reasons.ProviderRejected, "131026", null)
        : Settlement.Retry(id, 1, TimeSpan.FromMinutes(1), Reasons.ProviderRetry, "131049", null);
}
