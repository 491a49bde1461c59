using Microsoft.Extensions.Logging;
using Notify.Diagnostics;

namespace Notify.Contacts;

/// <summary>Log events of what people want of marketing.</summary>
internal static partial class MarketingLog
{
    [LoggerMessage(807, LogLevel.Information, "Contact {ContactId} of {Tenant} wants marketing: {AllowsMarketing}", EventName = "NOTIFY_MARKETING_PREFERENCE")]
    public static partial void MarketingPreference(this ILogger logger, Guid contactId, string tenant, bool allowsMarketing);

    [LoggerMessage(620, LogLevel.Error, "That a person of {Tenant} has stopped marketing could not be kept; another message to them will be refused. {Error}", EventName = "NOTIFY_MARKETING_STOP_LOST")]
    public static partial void MarketingStopLost(this ILogger logger, string tenant, MaskedError error);
}
