using System.Text.Json;
using Notify.Emulators.Meta.Checking;
using Notify.Emulators.Meta.Errors;

namespace Notify.Emulators.Meta.Sends.Contents;

/// <summary>Reply buttons, lists and flows.</summary>
internal static class InteractiveContent
{
    private const int LongestBody = 1024;
    private const int LongestHeader = 60;
    private const int LongestFooter = 60;

    public static MessageContent Read(JsonElement root, RequestCheck check)
    {
        var interactive = check.Object(root, string.Empty, "interactive");
        check.Only(interactive, "interactive", "type", "header", "body", "footer", "action");
        var type = check.OneOf(interactive, "interactive", "type", "button", "list", "flow");
        var text = ReadText(interactive, "body", LongestBody, check);
        var footer = check.Has(interactive, "footer") ? ReadText(interactive, "footer", LongestFooter, check) : null;
        var header = check.Has(interactive, "header") ? ReadHeader(interactive, type, check) : null;
        var action = check.Object(interactive, "interactive", "action");
        IReadOnlyList<MessageButton> buttons = check.Error is not null ? [] : type switch
        {
            "button" => ReplyButtons.Read(action, check),
            "list" => ListAction.Read(action, check),
            _ => FlowAction.Read(action, check),
        };
        return new MessageContent(text) { Header = header, Footer = footer, Buttons = buttons };
    }

    private static string ReadText(JsonElement interactive, string name, int most, RequestCheck check)
    {
        var path = $"interactive.{name}";
        var part = check.Object(interactive, "interactive", name);
        check.Only(part, path, "text");
        return check.Text(part, path, "text", most);
    }

    private static MessageHeader ReadHeader(JsonElement interactive, string type, RequestCheck check)
    {
        const string Path = "interactive.header";
        var header = check.Object(interactive, "interactive", "header");
        var kind = check.OneOf(header, Path, "type", "text", "image", "video", "document");
        check.Only(header, Path, "type", kind);
        check.Require(type != "list" || kind == "text", () => MetaError.Invalid($"{Path}.type", "must be text in a list"));
        return kind == "text"
            ? new MessageHeader("text", check.Text(header, Path, "text", LongestHeader), Source: null)
            : MediaContent.ReadHeader(header, Path, kind, check);
    }
}
