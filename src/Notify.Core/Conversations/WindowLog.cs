using Microsoft.Extensions.Logging;
using Notify.Diagnostics;

namespace Notify.Conversations;

/// <summary>What service windows tell.</summary>
internal static partial class WindowLog
{
    [LoggerMessage(75, LogLevel.Information, "The provider says that {Count} service windows are closed; they count as closed until the people write again", EventName = "NOTIFY_WINDOW_FORGOTTEN")]
    public static partial void WindowsForgotten(this ILogger logger, int count);

    [LoggerMessage(76, LogLevel.Error, "Service windows that the provider says are closed could not be forgotten; each may cost another refusal. {Error}", EventName = "NOTIFY_WINDOW_FORGET_ERROR")]
    public static partial void WindowsNotForgotten(this ILogger logger, MaskedError error);
}
