using Microsoft.Extensions.Logging;

namespace Notify.OptOut;

/// <summary>Log events of STOP, START and HELP. Ids and names only.</summary>
internal static partial class OptOutLog
{
    [LoggerMessage(650, LogLevel.Information, "Contact {ContactId} of {Tenant} opted out over {Channel} by message {InboundId}, at {Tenants} tenants; {Cancelled} deliveries were cancelled", EventName = "NOTIFY_OPTED_OUT")]
    public static partial void OptedOut(this ILogger logger, Guid contactId, string tenant, string channel, Guid inboundId, int tenants, int cancelled);

    [LoggerMessage(651, LogLevel.Information, "Contact {ContactId} of {Tenant} asked to opt out over {Channel} by message {InboundId}, and had before; it is not confirmed again", EventName = "NOTIFY_OPTED_OUT_AGAIN")]
    public static partial void OptedOutAgain(this ILogger logger, Guid contactId, string tenant, string channel, Guid inboundId);

    [LoggerMessage(652, LogLevel.Information, "Contact {ContactId} of {Tenant} opted in over {Channel} by message {InboundId}, at {Tenants} tenants", EventName = "NOTIFY_OPTED_IN")]
    public static partial void OptedIn(this ILogger logger, Guid contactId, string tenant, string channel, Guid inboundId, int tenants);

    [LoggerMessage(653, LogLevel.Information, "Contact {ContactId} of {Tenant} asked for help over {Channel} by message {InboundId}", EventName = "NOTIFY_HELP_ASKED")]
    public static partial void HelpAsked(this ILogger logger, Guid contactId, string tenant, string channel, Guid inboundId);

    [LoggerMessage(654, LogLevel.Warning, "Message {InboundId} of {Tenant} was heeded and cannot be answered: {Problem}", EventName = "NOTIFY_WORD_UNANSWERED")]
    public static partial void Unanswered(this ILogger logger, Guid inboundId, string tenant, string problem);

    [LoggerMessage(655, LogLevel.Information, "Message {InboundId} of {Tenant} is older than what contact {ContactId} asked for since; nothing was changed", EventName = "NOTIFY_WORD_OVERTAKEN")]
    public static partial void Overtaken(this ILogger logger, Guid inboundId, string tenant, Guid contactId);
}
