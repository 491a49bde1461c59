using System.Text.Json;
using Notify.Http;
using Notify.Outcomes;
using Notify.Receipts;
using Notify.Sending;

namespace Notify.Sms.Mtn.Webhooks;

/// <summary>Reads a delivery report: v3's <c>DeliveryNotificationRequest</c>, whose every field may be absent, or v2's statuses.</summary>
internal sealed class ReportReader(MtnWebhookAccount account)
{
    private const string StatusField = "deliveryStatus";

    /// <summary>Whether an object is a report.</summary>
    public static bool IsReport(JsonElement item) => item.Loose(StatusField) is not null;

    /// <summary>The receipt; null for a status that proves nothing.</summary>
    public Receipt? Read(JsonElement item)
    {
        var status = item.LooseText(StatusField) ?? "";
        if (Status(status) is not { } reported)
        {
            return null;
        }

        var correlator = item.LooseText("clientCorrelatorId") ?? item.LooseText("clientCorrelator") ?? item.LooseText("callbackData");
        return new Receipt
        {
            Channel = Channel.Sms,
            Account = account.Name,
            Reference = SendReference.TryParse(correlator, out var read) ? read : null,
            Status = reported,
            ProviderMessageId = item.LooseText("transactionId") ?? item.LooseText("requestId") ?? item.LooseText("id"),
            OccurredAt = MtnTime.Read(item.LooseText("completedDate")) ?? MtnTime.Read(item.LooseText("submittedDate")),
            Failure = reported == ReceiptStatus.Failed ? Failure(item, status) : null,
        };
    }

    private static ReceiptStatus? Status(string text) => text.ToUpperInvariant() switch
    {
        // "ACCEPTD" is how SMPP, and so MTN, writes it.
        "ACCEPTD" or "ACCEPTED" or "ENROUTE" or "DELIVEREDTONETWORK" or "MESSAGEWAITING" => ReceiptStatus.Sent,
        "DELIVERED" or "DELIVRD" or "DELIVEREDTOTERMINAL" => ReceiptStatus.Delivered,
        "DELETED" or "EXPIRED" or "REJECTED" or "UNDELIVERED" or "DELIVERYIMPOSSIBLE" => ReceiptStatus.Failed,
        _ => null,
    };

    // MTN's own code where it gives one that is known; otherwise the status is the code.
    private Outcome Failure(JsonElement item, string status)
    {
        var error = item.LooseText("error");
        var code = error is not null && account.Errors.Find(error) is not null ? error : status.ToUpperInvariant();
        var words = string.Join(" | ", new[] { item.LooseText("details"), error == code ? null : error }.Where(w => !string.IsNullOrEmpty(w)));
        return account.Errors.Classify(code) with { Detail = Clean.Detail(words) };
    }
}
