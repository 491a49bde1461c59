using Notify.Deliveries;
using Notify.Testing.Conformance;

namespace Notify.Storage.Postgres.Tests.Support;

/// <summary>Stores many deliveries without what an app does around them.</summary>
internal static class Backlog
{
    private const int BatchSize = 2000;

    /// <summary>So many in the short run, and in the long one as many as the store must bear.</summary>
    public static int Size(int rows, int longRows) => Environment.GetEnvironmentVariable("NOTIFY_LONG") == "1" ? longRows : rows;

    public static FlowKey Flow(string tenant = "acme", Priority priority = Priority.Normal) =>
        new(tenant, Channel.WhatsApp, "main", "orders", "order_paid", priority);

    /// <summary>Their ids.</summary>
    public static async Task<IReadOnlyList<Guid>> QueueAsync(StoragePorts store, int count, FlowKey? flow = null, TimeProvider? clock = null)
    {
        flow ??= Flow();
        var contact = Guid.NewGuid();
        var ids = new List<Guid>(count);
        foreach (var batch in Enumerable.Range(0, count).Chunk(BatchSize))
        {
            var notifications = batch.Select(_ => New(flow, contact, clock ?? TimeProvider.System)).ToList();
            await store.Queue.EnqueueAsync(notifications, null, default);
            ids.AddRange(notifications.Select(n => n.Deliveries[0].Id));
        }

        return ids;
    }

    public static NewNotification New(FlowKey flow, Guid contact, TimeProvider clock)
    {
        var id = Ids.NewNotification(clock);
        return new NewNotification
        {
            Id = id,
            Tenant = flow.Tenant,
            Deliveries = [new NewDelivery { Id = Ids.Delivery(id, 1), ContactId = contact, Flow = flow, Payload = new byte[64] }],
        };
    }

    /// <summary>One with a second delivery that waits to take the place of the first.</summary>
    public static NewNotification WithFallback(FlowKey flow, Guid contact, TimeProvider clock)
    {
        var notification = New(flow, contact, clock);
        var (primary, heldId) = (notification.Deliveries[0], Ids.Delivery(notification.Id, 2));
        return notification with
        {
            Deliveries =
            [
                primary with { Fallback = new FallbackRule(heldId, TimeSpan.FromMinutes(5), null) },
                primary with { Id = heldId, State = DeliveryState.Held },
            ],
        };
    }
}
