using Notify.Deliveries;
using Notify.Storage;

namespace Notify.Testing.InMemory;

/// <summary>Stores notifications, all or none.</summary>
internal static class Enqueuing
{
    public static IReadOnlyList<EnqueueResult> Run(InMemoryState state, IReadOnlyList<NewNotification> notifications, DateTimeOffset now)
    {
        var keys = new Dictionary<(string, string), KeyRow>();
        var rows = new Dictionary<Guid, DeliveryRow>();
        var results = new List<EnqueueResult>(notifications.Count);
        foreach (var notification in notifications)
        {
            results.Add(Add(state, notification, keys, rows, now));
        }

        foreach (var (key, row) in keys)
        {
            state.Keys.Add(key, row);
        }

        foreach (var primary in rows.Values)
        {
            if (primary.Given.Fallback is { } rule)
            {
                var held = rows[rule.DeliveryId];
                (held.PrimaryId, held.Rule, held.FiresAt) = (primary.Given.Id, rule, primary.DueAt + rule.UnsentAfter);
            }
        }

        foreach (var (id, row) in rows)
        {
            state.Deliveries.Add(id, row);
            state.Note(row, now, new Change(Change.App, row.Reason));
        }

        return results;
    }

    private static EnqueueResult Add(
        InMemoryState state, NewNotification notification, Dictionary<(string, string), KeyRow> keys, Dictionary<Guid, DeliveryRow> rows, DateTimeOffset now)
    {
        if (notification.IdempotencyKey is { } key)
        {
            var known = (notification.Tenant, key);
            if (state.Keys.TryGetValue(known, out var first) || keys.TryGetValue(known, out first))
            {
                return new EnqueueResult(first.NotificationId, true, first.ContentHash != notification.ContentHash);
            }

            keys.Add(known, new KeyRow(notification.Id, notification.ContentHash, now));
        }

        foreach (var delivery in notification.Deliveries)
        {
            // Erased since the contact was read: nothing of the person is kept any more.
            var given = state.Contacts.ErasedAt(delivery.ContactId) is null ? delivery : delivery with { Payload = default };
            if (state.Deliveries.ContainsKey(delivery.Id) || !rows.TryAdd(delivery.Id, new DeliveryRow(given, now)))
            {
                throw new StorageException(StorageFailure.NotStored, "enqueue", new InvalidOperationException("There is a delivery of this id."));
            }
        }

        return new EnqueueResult(notification.Id, false, false);
    }
}
