using Microsoft.Extensions.Logging;

namespace Notify.AspNetCore.Diagnostics;

/// <summary>The package's log events. None holds a body, a token or an address, in which a secret may be.</summary>
internal static partial class EndpointLog
{
    [LoggerMessage(90, LogLevel.Error, "The webhook endpoint of {Reader} failed; the provider is told to try again. {Error}", EventName = "NOTIFY_WEBHOOK_ERROR")]
    public static partial void WebhookError(this ILogger logger, string reader, string error);

    [LoggerMessage(91, LogLevel.Warning, "A handshake for {Reader} was refused: it does not quote a verify token of ours. {Count} refused since the last such line", EventName = "NOTIFY_WEBHOOK_HANDSHAKE_REFUSED")]
    public static partial void HandshakeRefused(this ILogger logger, string reader, int count);

    [LoggerMessage(92, LogLevel.Information, "The worker ran once over HTTP: {WorkedOn} deliveries worked on", EventName = "NOTIFY_RUN_ONCE")]
    public static partial void RanOnce(this ILogger logger, int workedOn);

    [LoggerMessage(93, LogLevel.Warning, "A call to run the worker over HTTP was refused: its key is none of ours", EventName = "NOTIFY_RUN_ONCE_REFUSED")]
    public static partial void RunRefused(this ILogger logger);

    [LoggerMessage(94, LogLevel.Error, "The worker failed in a run over HTTP. {Error}", EventName = "NOTIFY_RUN_ONCE_ERROR")]
    public static partial void RunError(this ILogger logger, string error);

    [LoggerMessage(710, LogLevel.Warning, "A call to end a telephone call over HTTP was refused: its key is none of ours", EventName = "NOTIFY_POST_CALL_REFUSED")]
    public static partial void PostCallRefused(this ILogger logger);

    [LoggerMessage(711, LogLevel.Error, "Ending a telephone call over HTTP failed; the caller is told to try again. {Error}", EventName = "NOTIFY_POST_CALL_ERROR")]
    public static partial void PostCallError(this ILogger logger, string error);
}
