using Notify.Packaging.Tests.Support;

namespace Notify.Packaging.Tests.Pages;

/// <summary>Parts of a page of the documentation that stand between marks.</summary>
internal static class Page
{
    /// <summary>What stands between <c>&lt;!-- name --&gt;</c> and <c>&lt;!-- /name --&gt;</c>, or to the end.</summary>
    public static string Part(string page, string name)
    {
        var text = Repo.Read(page);
        var mark = $"<!-- {name} -->";
        var from = text.IndexOf(mark, StringComparison.Ordinal);
        from.Should().BePositive("{0} must have the mark {1}", page, mark);
        var to = text.IndexOf($"<!-- /{name} -->", from, StringComparison.Ordinal);
        return text[(from + mark.Length)..(to < 0 ? text.Length : to)];
    }

    /// <summary>The cells of each row of a table whose rows begin with code; the first cell without its code marks.</summary>
    public static IReadOnlyList<string[]> Table(string page, string name) =>
    [
        .. Part(page, name).Split('\n')
            .Where(line => line.StartsWith("| `", StringComparison.Ordinal))
            .Select(line => line.Split('|', StringSplitOptions.TrimEntries)[1..^1])
            .Select(cells => (string[])[cells[0].Trim('`'), .. cells[1..]]),
    ];

    /// <summary>The first fenced block after a mark.</summary>
    public static string Block(string page, string name)
    {
        var lines = Part(page, name).Split('\n').SkipWhile(l => !l.StartsWith("```", StringComparison.Ordinal)).Skip(1);
        return string.Join('\n', lines.TakeWhile(l => !l.StartsWith("```", StringComparison.Ordinal)));
    }
}
