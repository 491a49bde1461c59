using Microsoft.Extensions.Logging;
using Notify.Diagnostics;

namespace Notify.Contacts;

/// <summary>Log events of contacts that turn out to be one person.</summary>
internal static partial class LinkLog
{
    [LoggerMessage(660, LogLevel.Information, "Contact {ContactId} of {Tenant} is known by one more address now", EventName = "NOTIFY_CONTACT_LINKED")]
    public static partial void Linked(this ILogger logger, Guid contactId, string tenant);

    [LoggerMessage(661, LogLevel.Warning, "That {Count} people have another address could not be kept; their next message or receipt says it again. {Error}", EventName = "NOTIFY_CONTACT_LINK_LOST")]
    public static partial void LinkLost(this ILogger logger, int count, MaskedError error);
}
