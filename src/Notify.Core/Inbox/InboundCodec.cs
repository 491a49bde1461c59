using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Notify.Inbound;

namespace Notify.Inbox;

/// <summary>Inbound messages as bytes, and their ids.</summary>
internal static class InboundCodec
{
    private const int IdLength = 16;
    private const byte Version8 = 0x80;
    private const byte Variant = 0x80;

    public static byte[] Write(InboundMessage message) => JsonSerializer.SerializeToUtf8Bytes(message, InboundJson.Default.InboundMessage);

    /// <summary>Reads what was written.</summary>
    /// <exception cref="JsonException">A newer version of Notify wrote it.</exception>
    public static InboundMessage Read(ReadOnlyMemory<byte> content, ReadOnlyMemory<byte> raw) =>
        JsonSerializer.Deserialize(content.Span, InboundJson.Default.InboundMessage)! with { Raw = raw };

    /// <summary>The same id for the same message: a UUID (version 8) of SHA-256 over channel, account and the provider's id, separated by zero bytes.</summary>
    public static Guid IdOf(InboundMessage message)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes($"{message.Channel.Name}\0{message.Account}\0{message.ProviderMessageId}"), hash);
        hash[6] = (byte)((hash[6] & 0x0F) | Version8);
        hash[8] = (byte)((hash[8] & 0x3F) | Variant);
        return new Guid(hash[..IdLength], bigEndian: true);
    }

    /// <summary>The kind of a content, as in its JSON.</summary>
    public static string KindOf(InboundContent content) => content switch
    {
        InboundText => "text",
        InboundMedia => "media",
        InboundLocation => "location",
        InboundContacts => "contacts",
        InboundReaction => "reaction",
        InboundButton => "button",
        InboundChoice => "choice",
        InboundForm => "form",
        InboundOrder => "order",
        InboundSystem => "system",
        InboundEdit => "edit",
        InboundRevoke => "revoke",
        _ => "unsupported",
    };
}
