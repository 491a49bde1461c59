using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Notify.Contacts;
using Notify.Messages;
using Notify.Sending;

namespace Notify.WhatsApp.Sending;

/// <summary>Writes the body of a send, as Meta's "Send messages" reference has it. The message has passed <see cref="MessageRules"/>.</summary>
internal static class MessageWriter
{
    // The body is JSON for an API, never part of a page: text stays readable and short.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    public static void Write(IBufferWriter<byte> target, SendRequest request)
    {
        using var json = new Utf8JsonWriter(target, Options);
        json.WriteStartObject();
        json.WriteString("messaging_product", "whatsapp");
        json.WriteString("recipient_type", "individual");
        json.WriteString(request.To.Kind == Address.WhatsAppUserKind ? "recipient" : "to", request.To.Value);
        json.WriteString("biz_opaque_callback_data", request.Reference.ToString());
        switch (request.Message)
        {
            case TextMessage text:
                Text(json, text);
                break;
            case MediaMessage media:
                json.WriteString("type", Name(media.Media.Kind));
                File(json, media.Media, media.Caption);
                break;
            case TemplateMessage template:
                Template(json, template);
                break;
        }

        json.WriteEndObject();
    }

    private static void Text(Utf8JsonWriter json, TextMessage text)
    {
        json.WriteString("type", "text");
        json.WriteStartObject("text");
        json.WriteBoolean("preview_url", text.PreviewUrl);
        json.WriteString("body", text.Body);
        json.WriteEndObject();
    }

    private static void File(Utf8JsonWriter json, Media media, string? caption = null)
    {
        json.WriteStartObject(Name(media.Kind));
        json.WriteString(media.Id is null ? "link" : "id", media.Id ?? media.Link);
        WriteIfGiven(json, "caption", caption);
        WriteIfGiven(json, "filename", media.FileName);
        json.WriteEndObject();
    }

    private static void Template(Utf8JsonWriter json, TemplateMessage template)
    {
        json.WriteString("type", "template");
        json.WriteStartObject("template");
        json.WriteString("name", template.Name);
        json.WriteStartObject("language");
        json.WriteString("code", template.Language);
        json.WriteEndObject();
        if (template.HeaderText is not null || template.HeaderMedia is not null || template.Body.Count + template.Buttons.Count > 0)
        {
            Components(json, template);
        }

        json.WriteEndObject();
    }

    private static void Components(Utf8JsonWriter json, TemplateMessage template)
    {
        json.WriteStartArray("components");
        Header(json, template);
        Body(json, template);
        foreach (var button in template.Buttons)
        {
            Button(json, button);
        }

        json.WriteEndArray();
    }

    private static void Header(Utf8JsonWriter json, TemplateMessage template)
    {
        if (template.HeaderText is { } text)
        {
            StartComponent(json, "header");
            Parameter(json, text, template.NamedParameters);
            EndComponent(json);
        }
        else if (template.HeaderMedia is { } media)
        {
            StartComponent(json, "header");
            json.WriteStartObject();
            json.WriteString("type", Name(media.Kind));
            File(json, media);
            json.WriteEndObject();
            EndComponent(json);
        }
    }

    private static void Body(Utf8JsonWriter json, TemplateMessage template)
    {
        if (template.Body.Count == 0)
        {
            return;
        }

        StartComponent(json, "body");
        foreach (var parameter in template.Body)
        {
            Parameter(json, parameter, template.NamedParameters);
        }

        EndComponent(json);
    }

    private static void Button(Utf8JsonWriter json, TemplateButton button)
    {
        var (kind, type, field) = button.Kind switch
        {
            TemplateButtonKind.QuickReply => ("quick_reply", "payload", "payload"),
            TemplateButtonKind.Url => ("url", "text", "text"),
            _ => ("copy_code", "coupon_code", "coupon_code"),
        };
        json.WriteStartObject();
        json.WriteString("type", "button");
        json.WriteString("sub_type", kind);
        json.WriteString("index", button.Index.ToString(CultureInfo.InvariantCulture));
        json.WriteStartArray("parameters");
        json.WriteStartObject();
        json.WriteString("type", type);
        json.WriteString(field, button.Value);
        json.WriteEndObject();
        EndComponent(json);
    }

    private static void StartComponent(Utf8JsonWriter json, string type)
    {
        json.WriteStartObject();
        json.WriteString("type", type);
        json.WriteStartArray("parameters");
    }

    private static void EndComponent(Utf8JsonWriter json)
    {
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Parameter(Utf8JsonWriter json, TemplateParameter parameter, bool named)
    {
        json.WriteStartObject();
        json.WriteString("type", "text");
        WriteIfGiven(json, "parameter_name", named ? parameter.Name : null);
        json.WriteString("text", parameter.Value);
        json.WriteEndObject();
    }

    private static void WriteIfGiven(Utf8JsonWriter json, string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            json.WriteString(name, value);
        }
    }

    private static string Name(MediaKind kind) => kind switch
    {
        MediaKind.Image => "image",
        MediaKind.Video => "video",
        MediaKind.Audio => "audio",
        MediaKind.Document => "document",
        _ => "sticker",
    };
}
