namespace Notify.Sessions;

/// <summary>What became of a change.</summary>
/// <param name="Status">That.</param>
/// <param name="Session">The session as it is now, changed or not; null where there is none.</param>
public sealed record SessionChangeResult(SessionChangeStatus Status, Session? Session);
