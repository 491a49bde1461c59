using Microsoft.Extensions.Logging;
using Notify.Diagnostics;

namespace Notify.Inbox;

/// <summary>Log events of the inbox. Ids, names and codes only: no address, no text, nothing of a webhook's address or body.</summary>
internal static partial class InboxLog
{
    [LoggerMessage(80, LogLevel.Warning, "A webhook for {Reader} was refused, it is not signed as it should be: {Problem} {Count} refused since the last such line", EventName = "NOTIFY_WEBHOOK_UNSIGNED")]
    public static partial void Unsigned(this ILogger logger, string reader, string? problem, int count);

    [LoggerMessage(81, LogLevel.Warning, "A webhook for {Reader} was refused, it cannot be read: {Problem}", EventName = "NOTIFY_WEBHOOK_MALFORMED")]
    public static partial void Malformed(this ILogger logger, string reader, string? problem);

    [LoggerMessage(82, LogLevel.Error, "Webhooks cannot be stored; their senders are told to come back until one is stored again. {Error}", EventName = "NOTIFY_WEBHOOK_STORE_LOST")]
    public static partial void StoreLost(this ILogger logger, MaskedError error);

    [LoggerMessage(83, LogLevel.Information, "Webhooks are stored again", EventName = "NOTIFY_WEBHOOK_STORE_BACK")]
    public static partial void StoreBack(this ILogger logger);

    [LoggerMessage(84, LogLevel.Warning, "Webhook {Number} could not be worked on, try {Attempt}; it is now {State}. {Reason}", EventName = "NOTIFY_WEBHOOK_FAILED")]
    public static partial void WebhookFailed(this ILogger logger, long number, int attempt, string state, string? reason);

    [LoggerMessage(640, LogLevel.Error, "{Count} webhooks wait for a reader named {Reader}, and this worker has none: register its package's provider here, or run a worker that has it. They are looked at again in {Wait}", EventName = "NOTIFY_WEBHOOK_READER_MISSING")]
    public static partial void ReaderMissing(this ILogger logger, int count, string reader, TimeSpan wait);

    [LoggerMessage(85, LogLevel.Information, "SMS {InboundId} came for {Tenant} to account {Account}: {Kind}", EventName = "SMS_INBOUND_RECEIVED")]
    public static partial void SmsReceived(this ILogger logger, Guid inboundId, string tenant, string account, string kind);

    [LoggerMessage(86, LogLevel.Information, "WhatsApp message {InboundId} came for {Tenant} to account {Account}: {Kind}", EventName = "WHATSAPP_INBOUND_RECEIVED")]
    public static partial void WhatsAppReceived(this ILogger logger, Guid inboundId, string tenant, string account, string kind);

    [LoggerMessage(87, LogLevel.Information, "Message {InboundId} came for {Tenant} over {Channel} to account {Account}: {Kind}", EventName = "NOTIFY_INBOUND_RECEIVED")]
    public static partial void Received(this ILogger logger, Guid inboundId, string tenant, string channel, string account, string kind);

    [LoggerMessage(88, LogLevel.Information, "SMS {InboundId} of {Tenant} is answered: {NotificationId} is {Status}", EventName = "SMS_INBOUND_RESPONSE_SENT")]
    public static partial void SmsAnswered(this ILogger logger, Guid inboundId, string tenant, Guid notificationId, string status);

    [LoggerMessage(89, LogLevel.Information, "WhatsApp message {InboundId} of {Tenant} is answered: {NotificationId} is {Status}", EventName = "WHATSAPP_INBOUND_RESPONSE_SENT")]
    public static partial void WhatsAppAnswered(this ILogger logger, Guid inboundId, string tenant, Guid notificationId, string status);

    [LoggerMessage(800, LogLevel.Information, "Message {InboundId} of {Tenant} over {Channel} is answered: {NotificationId} is {Status}", EventName = "NOTIFY_INBOUND_RESPONSE_SENT")]
    public static partial void Answered(this ILogger logger, Guid inboundId, string tenant, string channel, Guid notificationId, string status);

    [LoggerMessage(801, LogLevel.Information, "Message {InboundId} of {Tenant} is done with: {Outcome}, try {Attempt}", EventName = "NOTIFY_INBOUND_DONE")]
    public static partial void InboundDone(this ILogger logger, Guid inboundId, string tenant, string outcome, int attempt);

    [LoggerMessage(802, LogLevel.Warning, "Message {InboundId} of {Tenant} could not be handled, try {Attempt}; it is now {State}. {Error}", EventName = "NOTIFY_INBOUND_FAILED")]
    public static partial void InboundFailed(this ILogger logger, Guid inboundId, string tenant, int attempt, string state, MaskedError error);

    [LoggerMessage(803, LogLevel.Warning, "{Channel} account {Account}: {Code}. {Detail}", EventName = "NOTIFY_ACCOUNT_NOTE")]
    public static partial void AccountNote(this ILogger logger, string channel, string account, string code, string? detail);

    [LoggerMessage(804, LogLevel.Error, "{Channel} account {Account} was closed by its provider, {Code}: {Reason} {Remedy}", EventName = "NOTIFY_ACCOUNT_CLOSED")]
    public static partial void AccountClosed(this ILogger logger, string channel, string account, string code, string reason, string? remedy);

    [LoggerMessage(805, LogLevel.Information, "{Channel} account {Account} was opened by its provider, {Code}", EventName = "NOTIFY_ACCOUNT_OPENED")]
    public static partial void AccountOpened(this ILogger logger, string channel, string account, string code);

    [LoggerMessage(641, LogLevel.Information, "{Channel} account {Account} was closed by its provider for a time, {Code}, that is over by now: it stays as it is", EventName = "NOTIFY_ACCOUNT_RESTRICTION_OVER")]
    public static partial void AccountRestrictionOver(this ILogger logger, string channel, string account, string code);

    [LoggerMessage(642, LogLevel.Information, "{Channel} account {Account}: what its provider said at {OccurredAt} comes after a newer word and changes nothing: {What}", EventName = "NOTIFY_ACCOUNT_EVENT_OUTDATED")]
    public static partial void AccountEventOutdated(this ILogger logger, string channel, string account, DateTimeOffset? occurredAt, string what);

    [LoggerMessage(806, LogLevel.Warning, "{Channel} account {Account}: the provider's word on template {Template} in {Language} is {Status}. {Reason}", EventName = "NOTIFY_TEMPLATE_APPROVAL")]
    public static partial void TemplateApproval(this ILogger logger, string channel, string account, string template, string language, string status, string? reason);

    [LoggerMessage(630, LogLevel.Warning, "Webhook {Number} for {Reader} has {Count} items without effect: of a kind nobody reads, or of an account or a sender that is not known", EventName = "NOTIFY_WEBHOOK_ITEMS_IGNORED")]
    public static partial void ItemsIgnored(this ILogger logger, long number, string reader, int count);
}
