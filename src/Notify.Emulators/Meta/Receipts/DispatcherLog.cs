using Microsoft.Extensions.Logging;

namespace Notify.Emulators.Meta.Receipts;

internal static partial class DispatcherLog
{
    [LoggerMessage(1, LogLevel.Warning, "The webhook does not take receipts: {Problem}. Trying again until it does.")]
    public static partial void Failing(ILogger logger, string problem);

    [LoggerMessage(2, LogLevel.Information, "The webhook takes receipts again.")]
    public static partial void Recovered(ILogger logger);
}
