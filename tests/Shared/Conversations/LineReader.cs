using System.Text;
using Notify.Contacts;
using Notify.Inbound;
using Notify.Webhooks;

namespace Notify.Tests.Conversations;

/// <summary>Reads bodies of one line: <c>ID FROM WORDS</c>.</summary>
internal sealed class LineReader : IWebhookReader
{
    public Channel Channel => Channel.WhatsApp;

    public string Name => "lines";

    public WebhookCheck Check(WebhookRequest request) => WebhookCheck.Valid("route");

    public WebhookReading Read(ReceivedWebhook webhook)
    {
        var line = Encoding.UTF8.GetString(webhook.Body.Span).Split(' ', 3);
        return new WebhookReading
        {
            Messages =
            [
                new InboundMessage
                {
                    Channel = Channel.WhatsApp, Account = "default", ProviderMessageId = line[0], From = Address.Phone(line[1]), Content = new InboundText(line[2]),
                },
            ],
        };
    }
}
