namespace Notify.Testing.Recording;

/// <summary>A notification that was queued.</summary>
internal sealed class Recorded(Guid id, Notification notification)
{
    public Guid Id { get; } = id;

    public Notification Notification { get; } = notification;

    public bool IsCancelled { get; set; }

    public bool HasKeyOf(Notification other) =>
        other.IdempotencyKey is { } key && Notification.IdempotencyKey == key && Notification.Tenant == other.Tenant;
}
