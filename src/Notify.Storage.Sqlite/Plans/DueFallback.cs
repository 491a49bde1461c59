namespace Notify.Storage.Sqlite.Plans;

/// <summary>A held delivery whose clock is over; the wait for delivery where that has not begun.</summary>
internal readonly record struct DueFallback(Guid Id, Guid PrimaryId, long? FallsAfter, long FiresAt);
