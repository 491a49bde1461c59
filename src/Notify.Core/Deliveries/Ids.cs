using System.Buffers.Binary;

namespace Notify.Deliveries;

/// <summary>
/// Ids of notifications and deliveries: UUIDv7, so that rows made together lie together. A notification's last byte is zero and its
/// deliveries are the same id with that byte 1 to 255, so either is found from the other without an index.
/// The time inside an id is its maker's clock: a hint for look-ups, never trusted.
/// </summary>
public static class Ids
{
    /// <summary>The most deliveries one notification may have.</summary>
    public const int MaxDeliveries = 255;

    /// <summary>A new notification's id.</summary>
    public static Guid NewNotification(TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(time);
        return WithLastByte(Guid.CreateVersion7(time.GetUtcNow()), 0);
    }

    /// <summary>The id of a notification's delivery.</summary>
    /// <param name="notificationId">The notification.</param>
    /// <param name="ordinal">1 to 255, in the order of the channel plan.</param>
    public static Guid Delivery(Guid notificationId, int ordinal)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(ordinal, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(ordinal, MaxDeliveries);
        return WithLastByte(notificationId, (byte)ordinal);
    }

    /// <summary>The notification a delivery belongs to.</summary>
    public static Guid NotificationOf(Guid deliveryId) => WithLastByte(deliveryId, 0);

    private static Guid WithLastByte(Guid id, byte last)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes, bigEndian: true, out _);
        bytes[15] = last;
        return new Guid(bytes, bigEndian: true);
    }
}
