using Microsoft.Extensions.Logging;

namespace Notify.Sessions;

/// <summary>Log events of sessions. No personal data.</summary>
internal static partial class SessionLog
{
    [LoggerMessage(700, LogLevel.Debug, "Session {Session} of {Tenant} goes on over {Channel}; new: {IsNew}", EventName = "SESSION_GET_OR_CREATE_SUCCESS")]
    public static partial void SessionOpened(this ILogger logger, Guid session, string tenant, string channel, bool isNew);

    [LoggerMessage(701, LogLevel.Information, "Sessions: {Closed} had expired and are closed, {Removed} that ended more than {Keep} ago are removed", EventName = "NOTIFY_SESSIONS_CLEANED")]
    public static partial void SessionsCleaned(this ILogger logger, int closed, int removed, TimeSpan keep);

    [LoggerMessage(702, LogLevel.Information, "Session {Session} of {Tenant} follows up a call with summary {Summary}: {Status}", EventName = "POST_CALL_NOTIFY_SUCCESS")]
    public static partial void CallEnded(this ILogger logger, Guid session, string tenant, Guid summary, QueueStatus status);

    [LoggerMessage(703, LogLevel.Warning, "The context of session {Session} of {Tenant} would be longer than {MaxLength} characters with what the call with summary {Summary} says: that is left out", EventName = "NOTIFY_CALL_CONTEXT_LEFT_OUT")]
    public static partial void CallContextLeftOut(this ILogger logger, Guid session, string tenant, Guid summary, int maxLength);
}
