using Microsoft.Extensions.Logging;

namespace Notify.Diagnostics;

/// <summary>Every log event of Core. Ids, keys and codes only: no address, no variable, no text.</summary>
internal static partial class NotifyLog
{
    [LoggerMessage(1, LogLevel.Information, "Queued delivery {DeliveryId} for {Tenant} over {Channel}, template {Template}, correlation {CorrelationId}", EventName = "NOTIFY_QUEUE")]
    public static partial void Queued(this ILogger logger, Guid deliveryId, string tenant, string channel, string template, string? correlationId);

    [LoggerMessage(2, LogLevel.Information, "Sent delivery {DeliveryId} for {Tenant} over {Channel}, send {Send}, template {Template}, correlation {CorrelationId}", EventName = "NOTIFY_SEND_OK")]
    public static partial void SendOk(this ILogger logger, Guid deliveryId, string tenant, string channel, int send, string template, string? correlationId);

    [LoggerMessage(3, LogLevel.Warning, "Send {Send} of {DeliveryId} for {Tenant} over {Channel} was not accepted ({Class}, scope {Scope}, code {Code}), which leaves it {State}. Correlation {CorrelationId}. {Remedy} {Detail}", EventName = "NOTIFY_SEND_FAIL")]
    public static partial void SendFail(
        this ILogger logger, Guid deliveryId, string tenant, string channel, int send, string @class, string scope, string? code, string? detail, string state, string? remedy, string? correlationId);

    [LoggerMessage(4, LogLevel.Information, "Blocked {DeliveryId} for {Tenant}, template {Template}: the person opted out. Correlation {CorrelationId}", EventName = "NOTIFY_BLOCKED_OPTOUT")]
    public static partial void BlockedOptOut(this ILogger logger, Guid deliveryId, string tenant, string template, string? correlationId);

    [LoggerMessage(5, LogLevel.Information, "Deferred {DeliveryId} for {Tenant} to {Until} for quiet hours, template {Template}, correlation {CorrelationId}", EventName = "NOTIFY_DEFERRED_QUIET_HOURS")]
    public static partial void DeferredQuietHours(this ILogger logger, Guid deliveryId, string tenant, DateTimeOffset until, string template, string? correlationId);

    [LoggerMessage(6, LogLevel.Warning, "Contact {ContactId} of {Tenant} is over its rate limit; {DeliveryId} is sent all the same. Correlation {CorrelationId}", EventName = "NOTIFY_RATE_LIMIT_WARNING")]
    public static partial void RateLimitWarning(this ILogger logger, Guid contactId, string tenant, Guid deliveryId, string? correlationId);

    [LoggerMessage(7, LogLevel.Information, "Blocked {DeliveryId} for {Tenant} before sending, template {Template}: the person opted out since it was queued. Correlation {CorrelationId}", EventName = "NOTIFY_FAILED_OPTOUT")]
    public static partial void FailedOptOut(this ILogger logger, Guid deliveryId, string tenant, string template, string? correlationId);

    [LoggerMessage(8, LogLevel.Information, "Deferred {DeliveryId} for {Tenant} to {Until} for the rate limit, template {Template}, correlation {CorrelationId}", EventName = "NOTIFY_DEFERRED_RATE_LIMIT")]
    public static partial void DeferredRateLimit(this ILogger logger, Guid deliveryId, string tenant, DateTimeOffset until, string template, string? correlationId);

    [LoggerMessage(9, LogLevel.Information, "Worker {Worker} starts: batch {BatchSize}, {Parallelism} side by side, lease {Lease}, store {Store}", EventName = "NOTIFY_WORKER_START")]
    public static partial void WorkerStart(this ILogger logger, string worker, int batchSize, int parallelism, TimeSpan lease, string store);

    [LoggerMessage(10, LogLevel.Information, "Worker {Worker} is done: {Processed} deliveries worked on", EventName = "NOTIFY_WORKER_DONE")]
    public static partial void WorkerDone(this ILogger logger, string worker, long processed);

    [LoggerMessage(11, LogLevel.Error, "Worker {Worker} failed in {Operation}; it goes on after {Pause}. {Error}", EventName = "NOTIFY_WORKER_ERROR")]
    public static partial void WorkerError(this ILogger logger, string worker, string operation, TimeSpan pause, MaskedError error);

    [LoggerMessage(12, LogLevel.Warning, "Blocked {DeliveryId} for {Tenant} by {Policy}: {Reason}, template {Template}, correlation {CorrelationId}", EventName = "NOTIFY_BLOCKED_POLICY")]
    public static partial void BlockedPolicy(this ILogger logger, Guid deliveryId, string tenant, string policy, string reason, string template, string? correlationId);

    [LoggerMessage(13, LogLevel.Information, "Deferred {DeliveryId} for {Tenant} to {Until} by {Policy}: {Reason}, template {Template}, correlation {CorrelationId}", EventName = "NOTIFY_DEFERRED_POLICY")]
    public static partial void DeferredPolicy(this ILogger logger, Guid deliveryId, string tenant, DateTimeOffset until, string policy, string reason, string template, string? correlationId);

    [LoggerMessage(14, LogLevel.Information, "Expired {DeliveryId} for {Tenant}, template {Template}, correlation {CorrelationId}", EventName = "NOTIFY_EXPIRED")]
    public static partial void Expired(this ILogger logger, Guid deliveryId, string tenant, string template, string? correlationId);

    [LoggerMessage(15, LogLevel.Error, "Policy {Policy} threw on {DeliveryId}; it is deferred to {Until}. Correlation {CorrelationId}. {Error}", EventName = "NOTIFY_POLICY_ERROR")]
    public static partial void PolicyError(this ILogger logger, string policy, Guid deliveryId, DateTimeOffset until, string? correlationId, MaskedError error);

    [LoggerMessage(16, LogLevel.Warning, "{Count} deliveries were no longer under lease {Lease} when they were settled", EventName = "NOTIFY_SETTLE_FENCED")]
    public static partial void SettleFenced(this ILogger logger, int count, long lease);

    [LoggerMessage(17, LogLevel.Warning, "The gate {Scope} is closed for {For}: {Reason} {Who} mends it; then one delivery tries.", EventName = "NOTIFY_GATE_CLOSED")]
    public static partial void GateClosed(this ILogger logger, string scope, TimeSpan? @for, string reason, string who);

    [LoggerMessage(18, LogLevel.Information, "Maintenance: {ClaimsReturned} claims returned, {NowUnconfirmed} now in doubt, {Requeued} sent again, {Failed} given up, {Expired} expired", EventName = "NOTIFY_MAINTENANCE")]
    public static partial void Maintained(this ILogger logger, int claimsReturned, int nowUnconfirmed, int requeued, int failed, int expired);

    [LoggerMessage(19, LogLevel.Debug, "Receipt {Status} for {DeliveryId}, send {Send}: {Effect}. Correlation {CorrelationId}", EventName = "NOTIFY_RECEIPT")]
    public static partial void Receipt(this ILogger logger, string status, Guid? deliveryId, int? send, string effect, string? correlationId);

    [LoggerMessage(20, LogLevel.Information, "Read the template files in {Folder}: {Saved} new versions", EventName = "NOTIFY_TEMPLATES_IMPORTED")]
    public static partial void TemplatesImported(this ILogger logger, int saved, string folder);

    [LoggerMessage(21, LogLevel.Error, "The sender for {Channel} account {Account} threw on send {Send} of {DeliveryId}; whether it left is unknown. Correlation {CorrelationId}. {Error}", EventName = "NOTIFY_SENDER_ERROR")]
    public static partial void SenderError(this ILogger logger, string channel, string account, int send, Guid deliveryId, string? correlationId, MaskedError error);

    [LoggerMessage(23, LogLevel.Information, "Wrote {DeliveryId} for {Tenant} over {Channel} into the app's transaction: queued once that commits, template {Template}, correlation {CorrelationId}", EventName = "NOTIFY_QUEUE_UNCOMMITTED")]
    public static partial void QueuedUncommitted(this ILogger logger, Guid deliveryId, string tenant, string channel, string template, string? correlationId);

    [LoggerMessage(22, LogLevel.Error, "A gate could not be closed; the next sends find out by themselves. {Error}", EventName = "NOTIFY_GATE_ERROR")]
    public static partial void GateNotClosed(this ILogger logger, MaskedError error);

    [LoggerMessage(24, LogLevel.Information, "Retention: {Deliveries} deliveries removed, queued more than {History} ago", EventName = "NOTIFY_RETENTION")]
    public static partial void Removed(this ILogger logger, long deliveries, TimeSpan history);
}
