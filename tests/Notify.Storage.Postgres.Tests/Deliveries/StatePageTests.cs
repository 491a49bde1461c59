using Notify.Contacts;
using Notify.Deliveries;
using Notify.Storage.Postgres.Tests.Support;

namespace Notify.Storage.Postgres.Tests.Deliveries;

/// <summary>Pages of one state, each found another way: from what is live, what ended, or by walking what was queued.</summary>
public sealed class StatePageTests : PostgresTest
{
    private const string Tenant = "acme";

    [Fact]
    public async Task Pages_of_a_state_give_each_delivery_once_newest_first()
    {
        var ids = await StatesAsync();

        foreach (var state in ids.ToLookup(i => i.State, i => i.Id))
        {
            (await AllAsync(new DeliverySelection(Tenant) { State = state.Key })).Should().Equal(state.OrderDescending(), $"they are {state.Key}");
        }

        (await AllAsync(new DeliverySelection(Tenant))).Should().Equal(ids.Select(i => i.Id).OrderDescending());
        (await AllAsync(new DeliverySelection("globex") { State = DeliveryState.Queued })).Should().BeEmpty();
    }

    [Fact]
    public async Task Counts_agree_with_pages()
    {
        var ids = await StatesAsync();

        var all = await Store.Log.CountAsync(Tenant, null, default);

        foreach (var state in ids.GroupBy(i => i.State))
        {
            (await Store.Log.CountAsync(Tenant, state.Key, default)).Sum(c => c.Count).Should().Be(state.Count(), $"they are {state.Key}");
            all.Where(c => c.State == state.Key).Sum(c => c.Count).Should().Be(state.Count(), $"they are {state.Key}");
        }
    }

    // Three of each of what a worker can leave them in, and of those that wait for another.
    private async Task<List<(Guid Id, DeliveryState State)>> StatesAsync()
    {
        var contact = (await Store.Contacts.FindOrAddAsync([new ContactKey(Tenant, Address.Phone(A.Number))], null, default)).Contacts[0]!;
        DeliveryState[] states =
        [
            DeliveryState.Claimed, DeliveryState.Sending, DeliveryState.Sent, DeliveryState.Failed, DeliveryState.Unconfirmed,
            DeliveryState.Blocked, DeliveryState.Expired, DeliveryState.Cancelled, DeliveryState.Queued,
        ];
        var all = new List<(Guid, DeliveryState)>();
        foreach (var state in states)
        {
            var notifications = Enumerable.Range(0, 3).Select(_ => Backlog.New(Backlog.Flow(Tenant), contact.Id, Fixture.Clock)).ToList();
            await Store.Queue.EnqueueAsync(notifications, null, default);
            foreach (var id in notifications.Select(n => n.Deliveries[0].Id))
            {
                all.Add((id, state));
            }

            await MoveAsync(state);
        }

        // Last, so that nobody claims those they wait for.
        var held = Enumerable.Range(0, 3).Select(_ => Backlog.WithFallback(Backlog.Flow(Tenant), contact.Id, Fixture.Clock)).ToList();
        await Store.Queue.EnqueueAsync(held, null, default);
        all.AddRange(held.SelectMany(n => n.Deliveries).Select(d => (d.Id, d.State)));
        return all;
    }

    private async Task MoveAsync(DeliveryState state)
    {
        if (state == DeliveryState.Queued)
        {
            return;
        }

        if (state == DeliveryState.Cancelled)
        {
            var queued = (await Store.Log.PageAsync(new DeliverySelection(Tenant) { State = DeliveryState.Queued }, 10, null, default)).Deliveries;
            foreach (var delivery in queued)
            {
                await Store.Commands.CancelAsync(new DeliverySelection(Tenant) { DeliveryId = delivery.Id }, new CommandInfo("claire", "test"), default);
            }

            return;
        }

        var batch = await Store.Queue.ClaimAsync(new ClaimRequest("worker-1", 10, TimeSpan.FromMinutes(1)), default);
        var ids = batch.Deliveries.Select(d => d.Id).ToList();
        if (state is DeliveryState.Sending or DeliveryState.Sent or DeliveryState.Failed or DeliveryState.Unconfirmed)
        {
            await Store.Queue.MarkAsync(batch.Lease, ids.ConvertAll(id => new MarkItem(id, null)), default);
        }

        if (state is not (DeliveryState.Claimed or DeliveryState.Sending))
        {
            await Store.Queue.SettleAsync(batch.Lease, ids.ConvertAll(id => Settle(id, state)), default);
        }
    }

    private static Settlement Settle(Guid id, DeliveryState state) => state switch
    {
        DeliveryState.Sent => Settlement.Sent(id, 1, "wamid.1"),
        DeliveryState.Failed => Settlement.Fail(id, 1, Reasons.ProviderRejected, "1", null),
        DeliveryState.Unconfirmed => Settlement.Unconfirmed(id, 1, "timeout", null),
        DeliveryState.Blocked => Settlement.Block(id, Reasons.Sanitizer),
        _ => Settlement.Expire(id),
    };

    private async Task<List<Guid>> AllAsync(DeliverySelection selection)
    {
        var read = new List<Guid>();
        Guid? after = null;
        do
        {
            var page = await Store.Log.PageAsync(selection, 2, after, default);
            read.AddRange(page.Deliveries.Select(d => d.Id));
            after = page.Next;
        }
        while (after is not null);
        return read;
    }
}
