using System.Text.Json;

namespace Notify.Storage.Postgres.Tests.Plans;

/// <summary>A statement as the server ran it.</summary>
/// <param name="Query">Its text.</param>
/// <param name="Json">How it was run: the tree that <c>auto_explain</c> gives.</param>
internal sealed record Plan(string Query, JsonElement Json)
{
    // More than any batch is about; what a page looks at where few match.
    private const double MostRows = 20_000;

    // From the root of an index down to the row and back, in pages, with room for what is dead; and for what a range of few rows leads past.
    private const double PagesPerRow = 20;
    private const double FewPages = 200;

    /// <summary>What in it takes longer the more rows a big table has: the table read from end to end, by an index or without, or joined as a whole.</summary>
    /// <param name="bigTables">The names of big tables; those of their partitions begin with them.</param>
    public IReadOnlyList<string> Faults(IReadOnlyCollection<string> bigTables)
    {
        var faults = new List<string>();
        foreach (var node in NodesFrom(Json))
        {
            var type = Text(node, "Node Type");
            if (type is "Seq Scan" && Text(node, "Relation Name") is { } relation && IsBig(relation))
            {
                faults.Add($"{type} on {relation}");
            }
            else if (Text(node, "Relation Name") is { } table && IsBig(table) && RowsRead(node) is > MostRows and var rows)
            {
                faults.Add($"{type} reads {rows} rows of {table}");
            }
            else if (Text(node, "Relation Name") is { } walked && IsBig(walked) && IsScan(type) && PagesRead(node) is var pages && pages > MostPages(node))
            {
                faults.Add($"{type} reads {pages} pages for {RowsRead(node)} rows of {walked}");
            }
            else if (type is "Hash Join" or "Merge Join")
            {
                faults.AddRange(NodesFrom(node, isJoined: true).Select(n => Text(n, "Relation Name")).OfType<string>().Where(IsBig).Distinct().Select(r => $"{type} over {r}"));
            }
        }

        return faults;

        bool IsBig(string relation) => bigTables.Any(t => relation == t || relation.StartsWith(t + "_", StringComparison.Ordinal));
    }

    /// <summary>The tables and partitions it looks into.</summary>
    public IEnumerable<string> Relations => NodesFrom(Json).Select(n => Text(n, "Relation Name")).OfType<string>();

    /// <summary>How many rows all its steps looked at.</summary>
    public double Visited => NodesFrom(Json).Sum(RowsRead);

    // What a join joins: not what is looked up for each row that comes out of it.
    private static IEnumerable<JsonElement> NodesFrom(JsonElement node, bool isJoined = false)
    {
        yield return node;
        if (node.TryGetProperty("Plans", out var children))
        {
            foreach (var child in children.EnumerateArray().Where(c => !isJoined || Text(c, "Parent Relationship") is not "SubPlan").SelectMany(c => NodesFrom(c, isJoined)))
            {
                yield return child;
            }
        }
    }

    private static bool IsScan(string? type) => type?.EndsWith("Scan", StringComparison.Ordinal) is true;

    private static double MostPages(JsonElement node) => FewPages + (PagesPerRow * (RowsRead(node) + Number(node, "Actual Loops")));

    // An index that does not begin with what is looked for is read from end to end, though few rows come out of it.
    private static double PagesRead(JsonElement node) => Number(node, "Shared Hit Blocks") + Number(node, "Shared Read Blocks");

    private static double RowsRead(JsonElement node) =>
        (Number(node, "Actual Rows") + Number(node, "Rows Removed by Filter") + Number(node, "Rows Removed by Join Filter") + Number(node, "Rows Removed by Index Recheck")) * Number(node, "Actual Loops");

    private static double Number(JsonElement node, string name) => node.TryGetProperty(name, out var value) ? value.GetDouble() : 0;

    private static string? Text(JsonElement node, string name) => node.TryGetProperty(name, out var value) ? value.GetString() : null;
}
