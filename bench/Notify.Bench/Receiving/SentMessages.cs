using Notify.Bench.Running;
using Notify.Bench.Storage;
using Notify.Deliveries;

namespace Notify.Bench.Receiving;

/// <summary>The deliveries of a run: made before it, and looked at after.</summary>
internal sealed class SentMessages(BenchHost host, StorePlace place)
{
    private const int PageSize = 1000;

    private IDeliveryLog Log => host.Get<IDeliveryLog>();

    /// <summary>Queues and sends at least so many.</summary>
    public async Task<IReadOnlyList<SentMessage>> MakeAsync(int count)
    {
        await foreach (var result in host.Get<INotifier>().QueueAsync(Enumerable.Range(0, count).Select(Workload.CreateSingle).ToAsyncEnumerable()))
        {
            if (result.Status != QueueStatus.Queued)
            {
                throw new InvalidOperationException($"A notification was not queued: {result.Status} {string.Join("; ", result.Errors)}");
            }
        }

        await host.DrainAsync(2);
        if (place.IsPostgres)
        {
            await new PostgresProbe(place).SettleAsync();
        }

        return await ReadAsync();
    }

    /// <summary>How many of the statuses that were acknowledged moved their delivery.</summary>
    public async Task<int> CountAppliedAsync(PostOrder order, PostResult result)
    {
        var states = new Dictionary<Guid, DeliveryState>();
        foreach (var ids in order.Messages.Select(m => m.DeliveryId).Chunk(PageSize))
        {
            foreach (var (id, delivery) in await Log.GetAsync(ids, CancellationToken.None))
            {
                states[id] = delivery.State;
            }
        }

        return Enumerable.Range(0, order.Statuses).Except(result.Refused).Count(status =>
        {
            var (delivery, isRead) = order.Plan.At(status);
            var state = states.GetValueOrDefault(order.Messages[delivery].DeliveryId);
            return state == DeliveryState.Read || (!isRead && state == DeliveryState.Delivered);
        });
    }

    private async Task<IReadOnlyList<SentMessage>> ReadAsync()
    {
        var found = new List<SentMessage>();
        Guid? next = null;
        do
        {
            var page = await Log.PageAsync(
                new DeliverySelection(Notification.DefaultTenant) { State = DeliveryState.Sent }, PageSize, next, CancellationToken.None);
            found.AddRange(page.Deliveries.Select(d => new SentMessage(d.Id, d.ProviderMessageId!)));
            next = page.Next;
        }
        while (next is not null);

        return found;
    }
}
