using System.Text.Json;
using Notify.Emulators.Meta.Checking;
using Notify.Emulators.Meta.Errors;

namespace Notify.Emulators.Meta.Inbound;

/// <summary>Checks what a person writes, by its type, and says what the page shows of it.</summary>
internal static class InboundContents
{
    public static readonly string[] Types =
        ["text", "image", "video", "audio", "document", "sticker", "location", "reaction", "button", "interactive"];

    private const int LongestText = 4096;
    private const int LongestCaption = 1024;

    public static bool IsFile(string type) => type is "image" or "video" or "audio" or "document" or "sticker";

    public static string MimeType(string type) => type switch
    {
        "image" => "image/jpeg",
        "video" => "video/mp4",
        "audio" => "audio/ogg; codecs=opus",
        "sticker" => "image/webp",
        _ => "application/pdf",
    };

    /// <summary>Checks one; gives its text.</summary>
    /// <param name="type">Its type.</param>
    /// <param name="content">The object named like the type.</param>
    /// <param name="answered">The message it answers; null for none.</param>
    /// <param name="check">Keeps what is wrong.</param>
    public static string Check(string type, JsonElement content, AcceptedMessage? answered, RequestCheck check) => type switch
    {
        "text" => Text(content, check),
        "location" => Location(content, check),
        "reaction" => Reaction(content, check),
        "button" => Button(content, answered, check),
        "interactive" => Interactive(content, answered, check),
        _ => File(type, content, check),
    };

    private static string Text(JsonElement content, RequestCheck check)
    {
        check.Only(content, "text", "body");
        return check.Text(content, "text", "body", LongestText);
    }

    private static string File(string type, JsonElement content, RequestCheck check)
    {
        check.Only(content, type, "caption", "filename", "mime_type", "voice", "animated");
        check.OptionalText(content, type, "mime_type");
        check.OptionalBoolean(content, type, "voice");
        check.OptionalBoolean(content, type, "animated");
        check.Require(!check.Has(content, "caption") || type is "image" or "video" or "document", () => MetaError.Invalid($"{type}.caption", "is not there for this type"));
        check.Require(!check.Has(content, "filename") || type == "document", () => MetaError.Invalid($"{type}.filename", "is there for documents only"));
        var name = check.OptionalText(content, type, "filename");
        return check.OptionalText(content, type, "caption", LongestCaption) ?? name ?? string.Empty;
    }

    private static string Location(JsonElement content, RequestCheck check)
    {
        check.Only(content, "location", "latitude", "longitude", "name", "address");
        check.Number(content, "location", "latitude", -90, 90);
        check.Number(content, "location", "longitude", -180, 180);
        return check.OptionalText(content, "location", "name") ?? check.OptionalText(content, "location", "address") ?? string.Empty;
    }

    // Without an emoji it takes an earlier one back.
    private static string Reaction(JsonElement content, RequestCheck check)
    {
        check.Only(content, "reaction", "message_id", "emoji");
        check.Text(content, "reaction", "message_id");
        return check.OptionalText(content, "reaction", "emoji", 16) ?? string.Empty;
    }

    private static string Button(JsonElement content, AcceptedMessage? answered, RequestCheck check)
    {
        check.Only(content, "button", "text", "payload");
        var text = check.Text(content, "button", "text");
        check.Text(content, "button", "payload");
        Has(answered, "template", b => b.Kind == "quick_reply" && b.Text == text, "button.text", check);
        return text;
    }

    private static string Interactive(JsonElement content, AcceptedMessage? answered, RequestCheck check)
    {
        var kind = check.OneOf(content, "interactive", "type", "button_reply", "list_reply");
        check.Only(content, "interactive", "type", kind);
        var reply = check.Object(content, "interactive", kind);
        check.Only(reply, $"interactive.{kind}", "id", "title", "description");
        var id = check.Text(reply, $"interactive.{kind}", "id");
        var title = check.Text(reply, $"interactive.{kind}", "title");
        Has(answered, "interactive", b => kind == "list_reply" ? b.Kind == "list" : b.Kind == "quick_reply" && b.Text == title && b.Value == id, $"interactive.{kind}", check);
        return title;
    }

    private static void Has(AcceptedMessage? answered, string type, Predicate<MessageButton> button, string path, RequestCheck check) => check.Require(
        answered is { Buttons: { } buttons } && answered.Type == type && buttons.Any(b => button(b)),
        () => MetaError.Invalid(path, $"must be of the {type} message that context.message_id names"));
}
