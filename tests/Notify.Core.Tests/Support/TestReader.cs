using System.Text;
using Notify.Inbound;
using Notify.Receipts;
using Notify.Webhooks;

namespace Notify.Core.Tests.Support;

/// <summary>
/// Reads bodies of lines: <c>unsigned</c>, <c>malformed</c>, <c>unreadable</c>, <c>throw</c>, <c>text ID FROM WORDS</c>, <c>delivered DELIVERY SEND</c>.
/// </summary>
internal sealed class TestReader(string name = "test") : IWebhookReader
{
    public Channel Channel => Channel.WhatsApp;

    public string Name => name;

    /// <summary>Events that every body holds.</summary>
    public IReadOnlyList<AccountEvent> Events { get; set; } = [];

    public WebhookCheck Check(WebhookRequest request) => Encoding.UTF8.GetString(request.Body.Span) switch
    {
        "unsigned" => WebhookCheck.Unsigned("no signature"),
        "malformed" => WebhookCheck.Malformed("no JSON"),
        _ => WebhookCheck.Valid("route"),
    };

    public WebhookReading Read(ReceivedWebhook webhook)
    {
        var lines = Encoding.UTF8.GetString(webhook.Body.Span).Split('\n').Select(l => l.Split(' ', 4)).ToList();
        return lines[0][0] switch
        {
            "unreadable" => WebhookReading.Unreadable("not what it was"),
            "throw" => throw new InvalidOperationException("A bug of the reader's."),
            _ => new WebhookReading
            {
                Messages = [.. lines.Where(l => l[0] == "text").Select(l => Message(l[1], l[2], l[3]))],
                Receipts = [.. lines.Where(l => l[0] == "delivered").Select(l => Delivered(Guid.Parse(l[1]), int.Parse(l[2])))],
                Events = Events,
            },
        };
    }

    private static InboundMessage Message(string id, string from, string words) => new()
    {
        Channel = Channel.WhatsApp, Account = "default", ProviderMessageId = id, From = Address.Phone(from), Content = new InboundText(words),
    };

    private static Receipt Delivered(Guid delivery, int send) => new()
    {
        Channel = Channel.WhatsApp, Account = "default", Reference = new SendReference(delivery, send), Status = ReceiptStatus.Delivered,
    };
}
