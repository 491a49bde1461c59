using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Notify.Inbound;

namespace Notify.Sms.Mtn.Webhooks;

/// <summary>Reads a message a person wrote.</summary>
internal sealed class InboundReader(MtnWebhookAccount account)
{
    private const int LongestId = 500;

    private readonly InboundFields _fields = new(account.InboundFields);
    private readonly SenderNumber _senders = new(account.Country);

    /// <summary>Whether an object is a message: somebody says something in it, even nothing.</summary>
    public bool IsMessage(JsonElement item) => First(item, _fields.From) is not null && Array.Exists(_fields.Text, name => item.Loose(name) is { ValueKind: JsonValueKind.String });

    /// <summary>The message; null where its sender is no number.</summary>
    public InboundMessage? Read(JsonElement item, DateTimeOffset receivedAt)
    {
        if (_senders.Read(First(item, _fields.From)) is not { } from)
        {
            return null;
        }

        var text = First(item, _fields.Text) ?? "";
        var sentAt = First(item, _fields.SentAt);
        return new InboundMessage
        {
            Channel = Channel.Sms,
            Account = account.Name,
            ProviderMessageId = First(item, _fields.Id) is { Length: <= LongestId } id ? id : Derive(from.Value, text, sentAt ?? HourOf(receivedAt)),
            From = from,
            SentAt = MtnTime.Read(sentAt),
            Content = new InboundText(text),
            Raw = JsonMarshal.GetRawUtf8Value(item).ToArray(),
        };
    }

    private static string? First(JsonElement item, string[] names)
    {
        foreach (var name in names)
        {
            if (item.LooseText(name) is { } text)
            {
                return text;
            }
        }

        return null;
    }

    // MTN repeats what was not acknowledged: the same words of the same person at the same time are the same message. A hash, for ids are logged.
    private string Derive(string from, string text, string sentAt) =>
        "sms-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{account.Name}\n{from}\n{sentAt}\n{text}")));

    // Without a time, who says the same words again later says them again.
    private static string HourOf(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH", CultureInfo.InvariantCulture);
}
