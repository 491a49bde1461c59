using Microsoft.Extensions.Logging;
using Notify.Outcomes;
using Notify.Sending;

namespace Notify.Sms.Mtn.Diagnostics;

/// <summary>The package's log events. None holds an address, a text or a secret.</summary>
internal static partial class MtnLog
{
    /// <summary>Logs what became of a send.</summary>
    public static void Report(this ILogger logger, string account, SendReference send, Outcome outcome)
    {
        if (outcome.Class == OutcomeClass.Accepted)
        {
            logger.Sent(account, send.DeliveryId, send.SendNumber, outcome.Detail);
        }
        else
        {
            logger.Failed(account, send.DeliveryId, send.SendNumber, outcome.Class, outcome.Scope, outcome.Code, outcome.Detail, outcome.Remedy);
        }
    }

    /// <summary>A webhook is not vouched for.</summary>
    [LoggerMessage(102, LogLevel.Warning, "Refused a webhook of MTN's: {Problem} {Count} refused since the last such line", EventName = "MTN_SIGNATURE_VERIFICATION_ERROR")]
    public static partial void NotVouchedFor(this ILogger logger, string problem, int count);

    /// <summary>There is a new token.</summary>
    [LoggerMessage(103, LogLevel.Information, "MTN account {Account} has a new token, for {Lifetime}", EventName = "MTN_TOKEN_RENEWED")]
    public static partial void TokenRenewed(this ILogger logger, string account, TimeSpan lifetime);

    /// <summary>There is no new token.</summary>
    [LoggerMessage(104, LogLevel.Warning, "MTN account {Account} got no token, {Code}. {Remedy} {Detail}", EventName = "MTN_TOKEN_FAILED")]
    public static partial void TokenFailed(this ILogger logger, string account, string? code, string? detail, string? remedy);

    /// <summary>Reports are asked for, and none can come in.</summary>
    [LoggerMessage(105, LogLevel.Warning,
        "MTN account {Account} asks for delivery reports, and none is let in: set WebhookToken and give MTN the address that ends with it, or WebhookSecret where a relay of yours signs. Without reports set RequestDeliveryReceipt to false",
        EventName = "MTN_NOTHING_LET_IN")]
    public static partial void NothingLetIn(this ILogger logger, string account);

    [LoggerMessage(100, LogLevel.Information, "MTN account {Account} sent {DeliveryId} send {SendNumber}: {Detail}", EventName = "SMS_MESSAGE_SENT")]
    private static partial void Sent(this ILogger logger, string account, Guid deliveryId, int sendNumber, string? detail);

    [LoggerMessage(101, LogLevel.Warning,
        "MTN account {Account} did not send {DeliveryId} send {SendNumber}: {Class} for the {Scope}, code {Code}. {Remedy} {Detail}",
        EventName = "SMS_MESSAGE_FAILED")]
    private static partial void Failed(
        this ILogger logger, string account, Guid deliveryId, int sendNumber, OutcomeClass @class, OutcomeScope scope, string? code, string? detail,
        string? remedy);
}
