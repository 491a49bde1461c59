namespace Notify;

/// <summary>How far a stream of notifications has been queued.</summary>
/// <param name="Read">Notifications taken from the stream.</param>
/// <param name="Queued">Stored and to be worked on.</param>
/// <param name="Duplicates">Found by their idempotency key.</param>
/// <param name="Blocked">Stored as blocked.</param>
/// <param name="Invalid">Refused.</param>
public readonly record struct QueueProgress(long Read, long Queued, long Duplicates, long Blocked, long Invalid);
