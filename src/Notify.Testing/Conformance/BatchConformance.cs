using Notify.Contacts;
using Notify.Deliveries;
using Notify.Limits;
using Notify.Receipts;
using Notify.Testing.Conformance.Support;
using Xunit;

namespace Notify.Testing.Conformance;

/// <summary>Every port takes batches of the sizes Notify uses: none at all, a thousand, and five thousand of a stream.</summary>
/// <typeparam name="TFixture">The provider's fixture.</typeparam>
public abstract class BatchConformance<TFixture> : StorageConformance<TFixture>
    where TFixture : StorageFixture, new()
{
    [Fact]
    public async Task A_stream_is_stored_five_thousand_at_a_time()
    {
        await Work.QueueManyAsync(5000);

        Assert.Equal(5000, Assert.Single(await Store.Log.CountAsync(Work.Tenant, DeliveryState.Queued, default)).Count);
    }

    [Fact]
    public async Task A_thousand_deliveries_go_through_every_step_together()
    {
        var ids = await Work.QueueManyAsync(1000);
        var batch = await Work.ClaimAsync(1000);
        var marks = await Store.Queue.MarkAsync(batch.Lease, [.. ids.Select(id => new MarkItem(id, null))], default);
        var settled = await Store.Queue.SettleAsync(batch.Lease, [.. ids.Select(id => Settlement.Sent(id, 1, $"wamid.{id:N}"))], default);
        var effects = await Store.Receipts.ApplyAsync([.. ids.Select(id => Work.Update(id, 1, ReceiptStatus.Delivered))], default);
        var records = await Store.Log.GetAsync([.. ids], default);

        Assert.Equal(ids.Order(), batch.Deliveries.Select(d => d.Id).Order());
        Assert.All(marks, m => Assert.Equal(new MarkResult(MarkStatus.Marked, 1, 1), m));
        Assert.All(settled, s => Assert.Equal(SettleStatus.Applied, s));
        Assert.All(effects, e => Assert.Equal(ReceiptEffect.Applied, e));
        Assert.Equal(1000, records.Count);
        Assert.All(records.Values, r => Assert.Equal(DeliveryState.Delivered, r.State));
    }

    [Fact]
    public async Task A_thousand_contacts_and_charges_are_answered_together()
    {
        var keys = Enumerable.Range(0, 1000).Select(i => Work.Key($"+25078800{i:0000}")).ToList();

        var added = await Store.Contacts.FindOrAddAsync(keys, null, default);
        var found = await Store.Contacts.FindAsync(keys, default);
        var read = await Store.Contacts.GetAsync([.. added.Contacts.Select(c => c!.Id)], default);
        var grants = await Store.Limiter.AcquireAsync(
            [.. added.Contacts.Select(c => (IReadOnlyList<LimitCharge>)[new($"contact:{c!.Id:N}", 1, TimeSpan.FromHours(1))])], default);

        Assert.Equal(keys.Select(k => k.Address), added.Contacts.Select(c => c!.Address));
        Assert.Equal(added.Contacts, found.Contacts);
        Assert.Equal(1000, read.Count);
        Assert.All(grants, g => Assert.True(g.IsGranted));
    }

    [Fact]
    public async Task Nothing_to_do_is_answered_with_nothing()
    {
        Assert.Empty(await Store.Queue.EnqueueAsync([], null, default));
        Assert.Empty(await Store.Queue.MarkAsync(1, [], default));
        Assert.Empty(await Store.Queue.SettleAsync(1, [], default));
        Assert.Empty(await Store.Receipts.ApplyAsync([], default));
        Assert.Empty(await Store.Log.GetAsync([], default));
        Assert.Empty((await Store.Contacts.FindAsync(Array.Empty<ContactKey>(), default)).Contacts);
        Assert.Equal(0, await Store.Templates.SaveAsync([], default));
        await Store.Gates.CloseAsync([], default);
        await Store.Limiter.RefundAsync([], default);
        await Store.Templates.SaveApprovalsAsync([], default);
    }
}
