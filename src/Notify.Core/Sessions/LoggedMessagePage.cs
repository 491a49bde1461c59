namespace Notify.Sessions;

/// <summary>A page of messages, newest first.</summary>
/// <param name="Messages">The messages.</param>
/// <param name="Next">Give this to get the next page; null at the end.</param>
public sealed record LoggedMessagePage(IReadOnlyList<LoggedMessage> Messages, string? Next);
