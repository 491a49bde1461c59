using System.Globalization;
using System.Text.Json;

namespace Notify.Emulators.Meta.Inbound;

/// <summary>Writes a person's message as it stands in a webhook.</summary>
internal static class InboundBody
{
    public static void Write(Utf8JsonWriter json, InboundEntry entry, MetaEmulatorOptions options)
    {
        var (message, person) = (entry.Message, entry.From[1..]);
        json.WriteStartArray("contacts"u8);
        json.WriteStartObject();
        json.WriteStartObject("profile"u8);
        json.WriteString("name"u8, message.Name);
        json.WriteEndObject();
        json.WriteString("wa_id"u8, person);
        json.WriteEndObject();
        json.WriteEndArray();

        json.WriteStartArray("messages"u8);
        json.WriteStartObject();
        if (message.Context is { } context)
        {
            json.WriteStartObject("context"u8);
            json.WriteString("from"u8, options.DisplayPhoneNumber);
            json.WriteString("id"u8, context);
            json.WriteEndObject();
        }

        json.WriteString("from"u8, person);
        json.WriteString("id"u8, entry.Id);
        json.WriteString("timestamp"u8, entry.At.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
        json.WriteString("type"u8, message.Type);
        json.WritePropertyName(message.Type);
        WriteContent(json, message, entry.Id);
        json.WriteEndObject();
        json.WriteEndArray();
    }

    // A file has an id, a type and a hash of Meta's, whatever the person gave.
    private static void WriteContent(Utf8JsonWriter json, InboundMessage message, string id)
    {
        if (!InboundContents.IsFile(message.Type))
        {
            message.Content.WriteTo(json);
            return;
        }

        json.WriteStartObject();
        json.WriteString("id"u8, (id.GetHashCode(StringComparison.Ordinal) & int.MaxValue).ToString(CultureInfo.InvariantCulture));
        json.WriteString("sha256"u8, "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="u8);
        if (!message.Content.TryGetProperty("mime_type"u8, out _))
        {
            json.WriteString("mime_type"u8, InboundContents.MimeType(message.Type));
        }

        foreach (var property in message.Content.EnumerateObject())
        {
            property.WriteTo(json);
        }

        json.WriteEndObject();
    }
}
