namespace Notify.Sessions;

/// <summary>A page of sessions, newest id first.</summary>
/// <param name="Sessions">The sessions.</param>
/// <param name="Next">Give this to get the next page; null at the end.</param>
public sealed record SessionPage(IReadOnlyList<Session> Sessions, Guid? Next);
