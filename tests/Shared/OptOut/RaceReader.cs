using System.Text;
using Notify.Contacts;
using Notify.Inbound;
using Notify.Webhooks;

namespace Notify.Tests.OptOut;

/// <summary>Reads bodies of <c>ID NUMBER WORDS</c>.</summary>
internal sealed class RaceReader : IWebhookReader
{
    public Channel Channel => Channel.WhatsApp;

    public string Name => "race";

    public WebhookCheck Check(WebhookRequest request) => WebhookCheck.Valid("route");

    public WebhookReading Read(ReceivedWebhook webhook)
    {
        var parts = Encoding.UTF8.GetString(webhook.Body.Span).Split(' ', 3);
        var message = new InboundMessage
        {
            Channel = Channel, Account = "default", ProviderMessageId = parts[0], From = Address.Phone(parts[1]), Content = new InboundText(parts[2]),
        };
        return new WebhookReading { Messages = [message] };
    }
}
