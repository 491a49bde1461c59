using Notify.Deliveries;
using Notify.Storage.Sqlite.Database;

namespace Notify.Storage.Sqlite.Deliveries;

/// <summary>Stores notifications once per key.</summary>
internal static class EnqueueWork
{
    public static IReadOnlyList<EnqueueResult> Run(Session session, IReadOnlyList<NewNotification> notifications)
    {
        var results = new EnqueueResult[notifications.Count];
        for (var i = 0; i < results.Length; i++)
        {
            results[i] = Store(session, notifications[i]);
        }

        return results;
    }

    private static EnqueueResult Store(Session session, NewNotification notification)
    {
        var result = notification.IdempotencyKey is { } key
            ? session.Keys.Take(notification, key, session.Now)
            : new EnqueueResult(notification.Id, false, false);
        if (!result.IsDuplicate)
        {
            foreach (var delivery in notification.Deliveries)
            {
                session.Deliveries.Add(delivery, session.Now);
            }

            foreach (var delivery in notification.Deliveries)
            {
                if (delivery.Fallback is { } rule)
                {
                    session.Plans.Hold(delivery.Id, rule);
                }
            }
        }

        return result;
    }
}
