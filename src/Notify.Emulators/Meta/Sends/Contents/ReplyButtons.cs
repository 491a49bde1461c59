using System.Text.Json;
using Notify.Emulators.Meta.Checking;
using Notify.Emulators.Meta.Errors;

namespace Notify.Emulators.Meta.Sends.Contents;

internal static class ReplyButtons
{
    private const string Path = "interactive.action";
    private const int MostButtons = 3;
    private const int LongestId = 256;
    private const int LongestTitle = 20;

    public static IReadOnlyList<MessageButton> Read(JsonElement action, RequestCheck check)
    {
        check.Only(action, Path, "buttons");
        var ids = new HashSet<string>(StringComparer.Ordinal);
        var titles = new HashSet<string>(StringComparer.Ordinal);
        return [.. check.Objects(action, Path, "buttons", MostButtons).Select((button, index) => ReadOne(button, index, ids, titles, check))];
    }

    private static MessageButton ReadOne(JsonElement button, int index, HashSet<string> ids, HashSet<string> titles, RequestCheck check)
    {
        var path = $"{Path}.buttons[{index}]";
        check.Only(button, path, "type", "reply");
        check.OneOf(button, path, "type", "reply");
        var reply = check.Object(button, path, "reply");
        check.Only(reply, $"{path}.reply", "id", "title");
        var id = check.Text(reply, $"{path}.reply", "id", LongestId);
        var title = check.Text(reply, $"{path}.reply", "title", LongestTitle);
        check.Require(ids.Add(id) && titles.Add(title), () => MetaError.Invalid(path, "repeats the id or title of an earlier button"));
        return new MessageButton("quick_reply", title, id);
    }
}
