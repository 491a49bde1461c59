using System.Text;
using Notify.Inbound;
using Notify.Receipts;
using Notify.Webhooks;

namespace Notify.Core.Tests.Support;

/// <summary>
/// Reads bodies of lines: <c>unsigned</c>, <c>malformed</c>, <c>unreadable</c>, <c>throw</c>, <c>kill</c>, <c>text ID FROM WORDS</c>, the same of an <c>sms</c>, a <c>thumb</c>, a <c>forward</c>,
/// a <c>caption</c>, an <c>edit</c> and a <c>button</c> (of which the words are <c>PAYLOAD|TITLE</c>), <c>delivered DELIVERY SEND</c>,
/// <c>ignored</c>, <c>refused</c> (which the store cannot take). FROM is one address, or several of one person with <c>|</c> between them; what does not begin with + is a WhatsApp user's id.
/// </summary>
internal sealed class TestReader(string name = "test") : IWebhookReader
{
    private static readonly string[] Kinds = ["text", "sms", "thumb", "forward", "caption", "edit", "button"];

    public Channel Channel => Channel.WhatsApp;

    public string Name => name;

    /// <summary>Events that every body holds.</summary>
    public IReadOnlyList<AccountEvent> Events { get; set; } = [];

    /// <summary>What every message answers.</summary>
    public string? InReplyTo { get; set; }

    /// <summary>Asked for the events of every body when they are worked on.</summary>
    public Func<IReadOnlyList<AccountEvent>>? OnEvents { get; set; }

    private bool HasKilled { get; set; }

    /// <summary>Whether a body <c>kill</c> was read since the last call.</summary>
    public bool TakeKill()
    {
        var hasKilled = HasKilled;
        HasKilled = false;
        return hasKilled;
    }

    public WebhookCheck Check(WebhookRequest request) => Encoding.UTF8.GetString(request.Body.Span) switch
    {
        "unsigned" => WebhookCheck.Unsigned("no signature"),
        "malformed" => WebhookCheck.Malformed("no JSON"),
        _ => WebhookCheck.Valid("route"),
    };

    public WebhookReading Read(ReceivedWebhook webhook)
    {
        var lines = Encoding.UTF8.GetString(webhook.Body.Span).Split('\n').Select(l => l.Split(' ', 4)).ToList();
        HasKilled |= lines[0][0] == "kill";
        return lines[0][0] switch
        {
            "unreadable" => WebhookReading.Unreadable("not what it was"),
            "throw" => throw new InvalidOperationException("A bug of the reader's."),
            _ => new WebhookReading
            {
                Messages = [.. lines.Where(l => Kinds.Contains(l[0])).Select(l => Message(l[1], l[2], ContentOf(l[0], l[3])) with { IsForwarded = l[0] == "forward", Channel = l[0] == "sms" ? Channel.Sms : Channel.WhatsApp })],
                Receipts = [.. lines.Where(l => l[0] == "delivered").Select(l => Delivered(Guid.Parse(l[1]), int.Parse(l[2])))],
                Events = lines[0][0] == "refused" ? new LateEvents(() => throw HookedQueue.Broken()) : OnEvents is null ? Events : new LateEvents(OnEvents),
                Ignored = lines.Count(l => l[0] == "ignored"),
            },
        };
    }

    private InboundMessage Message(string id, string from, InboundContent content)
    {
        var addresses = from.Split('|').Select(a => a[0] == '+' ? Address.Phone(a) : Address.WhatsAppUser(a)).ToList();
        return new()
        {
            Channel = Channel.WhatsApp,
            Account = "default",
            ProviderMessageId = id,
            From = addresses[0],
            Linked = addresses.Count > 1 ? LinkedAddresses.Of(addresses) : LinkedAddresses.None,
            Content = content,
            InReplyTo = InReplyTo,
        };
    }

    private static InboundContent ContentOf(string kind, string words) => kind switch
    {
        "caption" => new InboundMedia(MediaKind.Image, "1", null, null, words, null, false),
        "thumb" => new InboundReaction("wamid.0", words),
        "edit" => new InboundEdit("wamid.0", words),
        "button" => new InboundButton(words.Split('|')[0] is { Length: > 0 } payload ? payload : null, words.Split('|')[1]),
        _ => new InboundText(words),
    };

    private static Receipt Delivered(Guid delivery, int send) => new()
    {
        Channel = Channel.WhatsApp, Account = "default", Reference = new SendReference(delivery, send), Status = ReceiptStatus.Delivered,
    };

    private sealed class LateEvents(Func<IReadOnlyList<AccountEvent>> ask) : IReadOnlyList<AccountEvent>
    {
        public int Count => ask().Count;

        public AccountEvent this[int index] => ask()[index];

        public IEnumerator<AccountEvent> GetEnumerator() => ask().GetEnumerator();

        System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
