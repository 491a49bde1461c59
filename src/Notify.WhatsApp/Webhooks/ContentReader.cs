using System.Globalization;
using System.Text.Json;
using Notify.Inbound;
using Notify.Messages;
using Notify.Http;

namespace Notify.WhatsApp.Webhooks;

/// <summary>Reads what a message says. Whatever is of a type not known here, or not as Meta describes it, is unsupported, never lost. Meta: "messages webhook reference".</summary>
internal static class ContentReader
{
    public static InboundContent Read(JsonElement message)
    {
        var type = message.Text("type") ?? "";
        return Known(type, message) ?? new InboundUnsupported(type.Length > 0 ? type : "unsupported", Code(message));
    }

    private static InboundContent? Known(string type, JsonElement message) => message.Field(type) is not { } body
        ? null
        : type switch
        {
            "text" => body.Text("body") is { } text ? new InboundText(text) : null,
            "image" => Media(MediaKind.Image, body),
            "video" => Media(MediaKind.Video, body),
            "audio" or "voice" => Media(MediaKind.Audio, body, isVoice: type == "voice" || body.Flag("voice")),
            "document" => Media(MediaKind.Document, body),
            "sticker" => Media(MediaKind.Sticker, body),
            "location" => Location(body),
            "contacts" => Contacts(body),
            "reaction" => body.Text("message_id") is { } id ? new InboundReaction(id, body.Text("emoji") is { Length: > 0 } emoji ? emoji : null) : null,
            "button" => body.Text("text") is { } title ? new InboundButton(body.Text("payload"), title) : null,
            "interactive" => InteractiveReader.Read(body),
            "order" => new InboundOrder(body.Text("catalog_id"), body.Text("text") is { Length: > 0 } note ? note : null, body.Items("product_items").Count()),
            "system" => Notice(body),
            "edit" => body.Text("original_message_id") is { } id ? new InboundEdit(id, Words(body.Field("message"))) : null,
            "revoke" => body.Text("original_message_id") is { } id ? new InboundRevoke(id) : null,
            _ => null,
        };

    private static InboundMedia? Media(MediaKind kind, JsonElement body, bool isVoice = false) => body.Text("id") is { Length: > 0 } id
        ? new InboundMedia(kind, id, body.Text("mime_type"), body.Text("sha256"), body.Text("caption"), body.Text("filename"), isVoice)
        : null;

    private static InboundLocation? Location(JsonElement body) => (body.Real("latitude"), body.Real("longitude")) is ({ } latitude, { } longitude)
        ? new InboundLocation(latitude, longitude, body.Text("name"), body.Text("address"))
        : null;

    private static InboundContacts? Contacts(JsonElement body) => body.ValueKind == JsonValueKind.Array
        ? new InboundContacts([.. body.EnumerateArray().Select(card => card.Field("name")?.Text("formatted_name") ?? "")])
        : null;

    // A number that changed comes with the new wa_id; a user id that changed, with user_id and the one before it, and the number it goes with where there is one.
    private static InboundSystem Notice(JsonElement body)
    {
        var (type, phone, user) = (body.Text("type") ?? "system", PersonReader.Phone(body, "wa_id"), PersonReader.User(body, "user_id"));
        return new(type, (type == "user_changed_user_id" ? user ?? phone : phone ?? user)?.Value, body.Text("body"));
    }

    // What an edited message says now: a text, or the caption of a file.
    private static string Words(JsonElement? edited) => edited is { } message ? Read(message).Text : "";

    private static string? Code(JsonElement message)
    {
        foreach (var error in message.Items("errors"))
        {
            if (error.Number("code") is { } code)
            {
                return code.ToString(CultureInfo.InvariantCulture);
            }
        }

        return null;
    }
}
