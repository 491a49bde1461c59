using System.Text;
using Notify.Contacts;
using Notify.Inbound;
using Notify.Webhooks;

namespace Notify.Tests.Conversations;

/// <summary>
/// Reads bodies of one line: <c>ID FROM WORDS</c>, where FROM is a phone number, or one and behind a <c>|</c> the same person's WhatsApp user id; words in square brackets are
/// content of that kind.
/// </summary>
internal sealed class LineReader : IWebhookReader
{
    public Channel Channel => Channel.WhatsApp;

    public string Name => "lines";

    public WebhookCheck Check(WebhookRequest request) => WebhookCheck.Valid("route");

    public WebhookReading Read(ReceivedWebhook webhook)
    {
        var line = Encoding.UTF8.GetString(webhook.Body.Span).Split(' ', 3);
        var from = line[1].Split('|');
        return new WebhookReading
        {
            Messages =
            [
                new InboundMessage
                {
                    Channel = Channel.WhatsApp,
                    Account = "default",
                    ProviderMessageId = line[0],
                    From = Address.Phone(from[0]),
                    Linked = from.Length > 1 ? LinkedAddresses.Of([Address.Phone(from[0]), Address.WhatsAppUser(from[1])]) : LinkedAddresses.None,
                    Content = Content(line[2]),
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
