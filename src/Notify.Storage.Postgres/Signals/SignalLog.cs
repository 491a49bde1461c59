using Microsoft.Extensions.Logging;

namespace Notify.Storage.Postgres.Signals;

/// <summary>Log events of waking workers.</summary>
internal static partial class SignalLog
{
    [LoggerMessage(1, LogLevel.Warning, "Workers of this process are not woken by others for now, they poll: the listening connection is lost ({Error} {SqlState})", EventName = "NOTIFY_LISTEN_LOST")]
    public static partial void ListenLost(this ILogger logger, string error, string? sqlState);

    [LoggerMessage(2, LogLevel.Information, "Workers of this process are woken by others again", EventName = "NOTIFY_LISTEN_BACK")]
    public static partial void ListenBack(this ILogger logger);
}
