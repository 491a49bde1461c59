using System.Text.Json;
using Notify.Outcomes;
using Notify.Receipts;
using Notify.Sending;
using Notify.WhatsApp.Errors;
using Notify.Http;

namespace Notify.WhatsApp.Webhooks;

/// <summary>Reads one item of <c>statuses</c>.</summary>
internal static class StatusReader
{
    /// <summary>The receipt, or null for a status Notify does not know.</summary>
    public static Receipt? Read(JsonElement status, WhatsAppWebhookAccount account)
    {
        if (Status(status.Text("status")) is not { } reported)
        {
            return null;
        }

        SendReference? reference = SendReference.TryParse(status.Text("biz_opaque_callback_data"), out var read) ? read : null;
        return new Receipt
        {
            Channel = Channel.WhatsApp,
            Account = account.Name,
            Reference = reference,
            Status = reported,
            ProviderMessageId = status.Text("id"),
            OccurredAt = status.Time("timestamp"),
            Failure = reported == ReceiptStatus.Failed ? Failure(status, account.Errors, reference?.SendNumber ?? 1) : null,
        };
    }

    private static ReceiptStatus? Status(string? text) => text switch
    {
        "sent" => ReceiptStatus.Sent,
        "delivered" => ReceiptStatus.Delivered,
        // A voice message that was listened to.
        "read" or "played" => ReceiptStatus.Read,
        "failed" => ReceiptStatus.Failed,
        _ => null,
    };

    private static Outcome Failure(JsonElement status, WhatsAppErrorTable errors, int sendNumber)
    {
        foreach (var error in status.Items("errors"))
        {
            if (ProviderError.Read(error) is { } read)
            {
                return read.Classify(errors, httpStatus: null, sendNumber);
            }
        }

        return Outcome.Rejected("unreadable", "The failed status names no error.");
    }
}
