using System.Globalization;
using System.Text.Json;

namespace Notify.Emulators.Meta.Inbound;

/// <summary>Writes a person's message as it stands in a webhook.</summary>
internal static class InboundBody
{
    public static void Write(Utf8JsonWriter json, InboundEntry entry, MetaEmulatorOptions options)
    {
        var (message, phone) = (entry.Message, entry.From[0] == '+' ? entry.From[1..] : null);
        json.WriteStartArray("contacts"u8);
        json.WriteStartObject();
        json.WriteStartObject("profile"u8);
        json.WriteString("name"u8, message.Name);
        json.WriteEndObject();
        WritePerson(json, phone, "wa_id", entry.UserId, "user_id");
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

        WritePerson(json, phone, "from", entry.UserId, "from_user_id");
        json.WriteString("id"u8, entry.Id);
        json.WriteString("timestamp"u8, entry.At.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
        json.WriteString("type"u8, message.Type);
        json.WritePropertyName(message.Type);
        WriteContent(json, message, entry.Id);
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static void WritePerson(Utf8JsonWriter json, string? phone, string phoneField, string? user, string userField)
    {
        if (phone is not null)
        {
            json.WriteString(phoneField, phone);
        }

        if (user is not null)
        {
            json.WriteString(userField, user);
        }
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
