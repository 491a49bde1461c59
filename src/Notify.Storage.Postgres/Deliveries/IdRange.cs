using Notify.Deliveries;

namespace Notify.Storage.Postgres.Deliveries;

/// <summary>The ids of a notification's deliveries lie together: they differ in the last byte only.</summary>
internal static class IdRange
{
    public static (Guid First, Guid Last) Of(Guid notificationId) =>
        (Ids.Delivery(notificationId, 1), Ids.Delivery(notificationId, Ids.MaxDeliveries));
}
