using Microsoft.Extensions.Logging;

namespace Notify.Plans;

/// <summary>Log events of channel plans.</summary>
internal static partial class PlanLog
{
    [LoggerMessage(60, LogLevel.Information, "Held {DeliveryId} for {Tenant} over {Channel} as a fallback, template {Template}, correlation {CorrelationId}", EventName = "NOTIFY_HELD")]
    public static partial void Held(this ILogger logger, Guid deliveryId, string tenant, string channel, string template, string? correlationId);

    [LoggerMessage(61, LogLevel.Information, "Fallback: {Count} deliveries took the place of others whose time was over", EventName = "NOTIFY_FALLBACK")]
    public static partial void FellBack(this ILogger logger, int count);

    [LoggerMessage(62, LogLevel.Information, "Notification {NotificationId} for {Tenant} goes over {Channels} at the same time, correlation {CorrelationId}", EventName = "DUAL_CHANNEL_SEND_START")]
    public static partial void DualStart(this ILogger logger, Guid notificationId, string tenant, string channels, string? correlationId);

    [LoggerMessage(63, LogLevel.Information, "Notification {NotificationId} for {Tenant} has been sent or given up over all its channels: {Channels}. Correlation {CorrelationId}", EventName = "DUAL_CHANNEL_SEND_COMPLETE")]
    public static partial void DualComplete(this ILogger logger, Guid notificationId, string tenant, string channels, string? correlationId);

    [LoggerMessage(64, LogLevel.Warning, "The provider may deliver template {Template} over {Channel} up to {TimeToLive} after it took it, later than the fallback to {FallbackChannel} after {After}: the person may get both. {Remedy}", EventName = "NOTIFY_FALLBACK_BEFORE_EXPIRY")]
    public static partial void FallbackBeforeExpiry(this ILogger logger, string template, string channel, string timeToLive, string fallbackChannel, TimeSpan after, string remedy);

    [LoggerMessage(65, LogLevel.Warning, "What was learned of {Count} contacts could not be written; it is learned again with the next message. {Error}", EventName = "NOTIFY_CONTACT_NOTES_LOST")]
    public static partial void NotesLost(this ILogger logger, int count, Diagnostics.MaskedError error);

    [LoggerMessage(66, LogLevel.Warning, "Whether {Count} notifications are through on all their channels could not be read. {Error}", EventName = "DUAL_CHANNEL_SEND_UNKNOWN")]
    public static partial void DualUnknown(this ILogger logger, int count, Diagnostics.MaskedError error);
}
