using System.Text;
using Notify.Inbound;
using Notify.Webhooks;

namespace Notify.AI.Tests.Support;

/// <summary>Reads bodies such as <c>wamid.1 +250788000001 Hello</c>; words in square brackets are content of that kind.</summary>
internal sealed class WordsReader : IWebhookReader
{
    public Channel Channel => Channel.WhatsApp;

    public string Name => "words";

    public WebhookCheck Check(WebhookRequest request) => WebhookCheck.Valid("route");

    public WebhookReading Read(ReceivedWebhook webhook)
    {
        var parts = Encoding.UTF8.GetString(webhook.Body.Span).Split(' ', 3);
        return new WebhookReading
        {
            Messages =
            [
                new InboundMessage
                {
                    Channel = Channel.WhatsApp, Account = "default", ProviderMessageId = parts[0], From = Address.Phone(parts[1]), Content = Content(parts[2]),
                },
            ],
        };
    }

    private static InboundContent Content(string words) => words switch
    {
        "[reaction]" => new InboundReaction("wamid.0", "👍"),
        "[location]" => new InboundLocation(-1.9, 30.1, null, null),
        _ => new InboundText(words),
    };
}
