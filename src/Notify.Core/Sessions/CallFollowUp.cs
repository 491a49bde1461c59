namespace Notify.Sessions;

/// <summary>What followed a call.</summary>
/// <param name="Session">The session that goes on about it.</param>
/// <param name="Status">What became of the summary when it was queued: duplicate where it was queued for this call before.</param>
/// <param name="Summary">The summary, and where it stands on each channel.</param>
public sealed record CallFollowUp(Session Session, QueueStatus Status, SessionSummary Summary);
