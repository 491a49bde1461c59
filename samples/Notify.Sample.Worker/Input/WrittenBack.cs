using System.Text.Json;

namespace Notify.Sample.Worker.Input;

/// <summary>What the person of a line writes back once the message has reached them.</summary>
/// <param name="Text">The words, with the line's marker.</param>
/// <param name="Over">The channel they write over.</param>
internal sealed record WrittenBack(string Text, Channel Over)
{
    private static readonly string[] Fields = ["text", "over"];

    /// <summary>Reads a line's <c>writesBack</c>.</summary>
    public static WrittenBack? Read(JsonElement element, string marker, LineErrors errors)
    {
        var fields = new JsonFields(element, "writesBack.", Fields, errors);
        if (fields.Text("text") is not { Length: > 0 } text)
        {
            errors.Missing("writesBack.text");
            return null;
        }

        var over = fields.Text("over") is { } name ? ChannelReader.Read(name, "writesBack.over", errors) : Channel.WhatsApp;
        return over is { } channel ? new WrittenBack($"{text} {marker}", channel) : null;
    }
}
