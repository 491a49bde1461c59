using System.Text.Json;
using Notify.Emulators.Meta.Checking;
using Notify.Emulators.Meta.Errors;

namespace Notify.Emulators.Meta.Sends.Contents;

internal static class ReactionContent
{
    private const int LongestEmoji = 16;

    public static MessageContent Read(JsonElement root, RequestCheck check)
    {
        var reaction = check.Object(root, string.Empty, "reaction");
        check.Only(reaction, "reaction", "message_id", "emoji");
        check.Text(reaction, "reaction", "message_id");
        if (!check.Has(reaction, "emoji"))
        {
            check.Fail(MetaError.Missing("reaction.emoji"));
            return MessageContent.Empty;
        }

        // An empty one takes the reaction back.
        var removes = reaction.GetProperty("emoji").ValueEquals(string.Empty);
        return new MessageContent(removes ? string.Empty : check.Text(reaction, "reaction", "emoji", LongestEmoji));
    }
}
