namespace Notify;

/// <summary>The answer to one queued notification.</summary>
/// <param name="Status">What became of it.</param>
/// <param name="NotificationId">Its id, a UUIDv7; empty where it was invalid.</param>
/// <param name="Errors">What is wrong with it, field by field; empty unless invalid.</param>
/// <param name="ContentDiffers">For a duplicate: the first one under this key said something else, so two callers share a key by mistake.</param>
public sealed record QueueResult(
    QueueStatus Status, Guid NotificationId, IReadOnlyList<NotificationError> Errors, bool ContentDiffers = false)
{
    /// <summary>True where the store holds the notification (queued, duplicate or blocked).</summary>
    public bool IsStored => Status != QueueStatus.Invalid;

    internal static QueueResult Invalid(IReadOnlyList<NotificationError> errors) => new(QueueStatus.Invalid, Guid.Empty, errors);
}
