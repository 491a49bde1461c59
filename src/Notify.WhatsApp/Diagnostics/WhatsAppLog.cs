using Microsoft.Extensions.Logging;
using Notify.Outcomes;
using Notify.Sending;

namespace Notify.WhatsApp.Diagnostics;

/// <summary>The package's log events. None holds an address, a value, a secret, or WhatsApp's message id, which contains the number.</summary>
internal static partial class WhatsAppLog
{
    /// <summary>Logs what became of a send.</summary>
    public static void Report(this ILogger logger, string account, SendReference send, Outcome outcome)
    {
        if (outcome.Class == OutcomeClass.Accepted)
        {
            logger.Sent(account, send.DeliveryId, send.SendNumber, outcome.Detail ?? "accepted");
        }
        else
        {
            logger.Failed(account, send.DeliveryId, send.SendNumber, outcome.Class, outcome.Scope, outcome.Code, outcome.Detail, outcome.Remedy);
        }
    }

    /// <summary>Approvals were read.</summary>
    [LoggerMessage(2003, LogLevel.Information, "Read {Templates} template approvals of WhatsApp account {Account}, {Skipped} of unknown status",
        EventName = "WHATSAPP_TEMPLATE_SYNC")]
    public static partial void Synced(this ILogger logger, string account, int templates, int skipped);

    /// <summary>Approvals could not be read.</summary>
    [LoggerMessage(2004, LogLevel.Warning, "Could not read the template approvals of WhatsApp account {Account}: {Problem}",
        EventName = "WHATSAPP_TEMPLATE_SYNC_FAILED")]
    public static partial void SyncFailed(this ILogger logger, string account, string problem, Exception? exception);

    [LoggerMessage(2001, LogLevel.Information, "WhatsApp account {Account} sent {DeliveryId} send {SendNumber}: {Detail}",
        EventName = "WHATSAPP_MESSAGE_SENT")]
    private static partial void Sent(this ILogger logger, string account, Guid deliveryId, int sendNumber, string detail);

    [LoggerMessage(2002, LogLevel.Warning,
        "WhatsApp account {Account} did not send {DeliveryId} send {SendNumber}: {Class} for the {Scope}, code {Code}. {Remedy} {Detail}",
        EventName = "WHATSAPP_MESSAGE_FAILED")]
    private static partial void Failed(
        this ILogger logger, string account, Guid deliveryId, int sendNumber, OutcomeClass @class, OutcomeScope scope, string? code,
        string? detail, string? remedy);
}
