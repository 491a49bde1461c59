using System.Text.Json;
using Notify.Emulators.Meta.Checking;

namespace Notify.Emulators.Meta.Sends.Contents;

internal static class TextContent
{
    private const int LongestBody = 4096;

    public static MessageContent Read(JsonElement root, RequestCheck check)
    {
        var text = check.Object(root, string.Empty, "text");
        check.Only(text, "text", "body", "preview_url");
        check.OptionalBoolean(text, "text", "preview_url");
        return new MessageContent(check.Text(text, "text", "body", LongestBody));
    }
}
