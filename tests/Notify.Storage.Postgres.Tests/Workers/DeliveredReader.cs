using System.Text;
using Notify.Receipts;
using Notify.Sending;
using Notify.Webhooks;

namespace Notify.Storage.Postgres.Tests.Workers;

/// <summary>Reads bodies that are the reference of a send that was delivered.</summary>
internal sealed class DeliveredReader : IWebhookReader
{
    public Channel Channel => Channel.WhatsApp;

    public string Name => "delivered";

    public static WebhookRequest Request(SendReference reference) => new(Encoding.UTF8.GetBytes(reference.ToString()), _ => null);

    public WebhookCheck Check(WebhookRequest request) => WebhookCheck.Valid("route");

    public WebhookReading Read(ReceivedWebhook webhook) => SendReference.TryParse(Encoding.UTF8.GetString(webhook.Body.Span), out var reference)
        ? new WebhookReading { Receipts = [new Receipt { Channel = Channel, Account = "default", Reference = reference, Status = ReceiptStatus.Delivered }] }
        : WebhookReading.Unreadable("no reference");
}
