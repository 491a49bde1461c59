using System.Text.Json;
using Notify.Emulators.Meta.Checking;
using Notify.Emulators.Meta.Errors;

namespace Notify.Emulators.Meta.Sends.Contents;

internal static class ListAction
{
    private const string Path = "interactive.action";
    private const int MostSections = 10;
    private const int MostRows = 10;
    private const int LongestButton = 20;
    private const int LongestTitle = 24;
    private const int LongestDescription = 72;
    private const int LongestId = 200;

    public static IReadOnlyList<MessageButton> Read(JsonElement action, RequestCheck check)
    {
        check.Only(action, Path, "button", "sections");
        var button = check.Text(action, Path, "button", LongestButton);
        var sections = check.Objects(action, Path, "sections", MostSections);
        var ids = new HashSet<string>(StringComparer.Ordinal);
        var rows = 0;
        for (var index = 0; index < sections.Count; index++)
        {
            rows += ReadSection(sections[index], $"{Path}.sections[{index}]", needsTitle: sections.Count > 1, ids, check);
        }

        check.Require(rows <= MostRows, () => MetaError.Invalid($"{Path}.sections", $"may have {MostRows} rows in all"));
        return [new MessageButton("list", button, Value: null)];
    }

    private static int ReadSection(JsonElement section, string path, bool needsTitle, HashSet<string> ids, RequestCheck check)
    {
        check.Only(section, path, "title", "rows");
        var title = check.OptionalText(section, path, "title", LongestTitle);
        check.Require(title is not null || !needsTitle, () => MetaError.Missing($"{path}.title"));
        var rows = check.Objects(section, path, "rows", MostRows);
        for (var index = 0; index < rows.Count; index++)
        {
            var row = $"{path}.rows[{index}]";
            check.Only(rows[index], row, "id", "title", "description");
            var id = check.Text(rows[index], row, "id", LongestId);
            check.Text(rows[index], row, "title", LongestTitle);
            check.OptionalText(rows[index], row, "description", LongestDescription);
            check.Require(ids.Add(id), () => MetaError.Invalid($"{row}.id", "repeats the id of an earlier row"));
        }

        return rows.Count;
    }
}
