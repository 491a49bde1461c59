namespace Notify;

/// <summary>What became of a notification when it was queued.</summary>
public enum QueueStatus
{
    /// <summary>It is in the store and will be worked on.</summary>
    Queued = 0,

    /// <summary>Its idempotency key was used before: the id is that of the first, nothing was added.</summary>
    Duplicate = 1,

    /// <summary>It is in the store as blocked: the person opted out. Nothing will be sent.</summary>
    Blocked = 2,

    /// <summary>It is not in the store: something in it is wrong, see <see cref="QueueResult.Errors"/>.</summary>
    Invalid = 3,
}
