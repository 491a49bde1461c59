using System.Text.Json;
using System.Text.RegularExpressions;

namespace Notify.Storage.Postgres.Tests.Plans;

/// <summary>A statement as the server ran it.</summary>
/// <param name="Query">Its text.</param>
/// <param name="Json">How it was run: the tree that <c>auto_explain</c> gives.</param>
/// <param name="IsOfFunction">Whether a function ran it, which plans it once and for all.</param>
internal sealed record Plan(string Query, JsonElement Json, bool IsOfFunction = false)
{
    // More than any batch is about; what a page looks at where few match.
    private const double MostRows = 20_000;

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
            else if (type is "Hash Join" or "Merge Join")
            {
                faults.AddRange(NodesFrom(node, isJoined: true).Select(n => Text(n, "Relation Name")).OfType<string>().Where(IsBig).Distinct().Select(r => $"{type} over {r}"));
            }
        }

        return faults;

        bool IsBig(string relation) => bigTables.Any(t => relation == t || relation.StartsWith(t + "_", StringComparison.Ordinal));
    }

    /// <summary>
    /// Indexes that it goes through without a condition on what they begin with: from end to end, where the table has grown. Not those it takes one row of, or as many as
    /// a limit says.
    /// </summary>
    /// <param name="firstColumns">What the indexes in question begin with, by their names.</param>
    public IReadOnlyList<string> Walks(IReadOnlyDictionary<string, string> firstColumns) =>
        [.. NodesFrom(Json).Where(n => firstColumns.TryGetValue(Text(n, "Index Name") ?? "", out var column) && IsLookedUpWithout(column, n)).Concat(NodesFrom(Json, isEndless: true).Where(n => firstColumns.ContainsKey(Text(n, "Index Name") ?? "") && IsReadOn(n)))
            .Select(n => $"{Text(n, "Node Type")} walks {Text(n, "Index Name")}")];

    /// <summary>The tables and partitions it looks into.</summary>
    public IEnumerable<string> Relations => NodesFrom(Json).Select(n => Text(n, "Relation Name")).OfType<string>();

    /// <summary>How many rows all its steps looked at.</summary>
    public double Visited => NodesFrom(Json).Sum(RowsRead);

    // Of what a join joins, not what is looked up for each row that comes out of it; of what is endless, not what a limit ends.
    private static IEnumerable<JsonElement> NodesFrom(JsonElement node, bool isJoined = false, bool isEndless = false)
    {
        yield return node;
        if (node.TryGetProperty("Plans", out var children) && !(isEndless && Text(node, "Node Type") is "Limit"))
        {
            foreach (var child in children.EnumerateArray().Where(c => !isJoined || Text(c, "Parent Relationship") is not "SubPlan").SelectMany(c => NodesFrom(c, isJoined, isEndless)))
            {
                yield return child;
            }
        }
    }

    // However few come out of it, all of the index is read.
    private static bool IsLookedUpWithout(string firstColumn, JsonElement scan) => Text(scan, "Index Cond") is { } condition && Number(scan, "Actual Loops") > 0
        && !Regex.IsMatch(condition, $@"\((ROW\()?{firstColumn}\b", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(10));

    private static bool IsReadOn(JsonElement scan) => Text(scan, "Index Cond") is null && RowsRead(scan) > Number(scan, "Actual Loops");

    private static double RowsRead(JsonElement node) =>
        (Number(node, "Actual Rows") + Number(node, "Rows Removed by Filter") + Number(node, "Rows Removed by Join Filter") + Number(node, "Rows Removed by Index Recheck")) * Number(node, "Actual Loops");

    private static double Number(JsonElement node, string name) => node.TryGetProperty(name, out var value) ? value.GetDouble() : 0;

    private static string? Text(JsonElement node, string name) => node.TryGetProperty(name, out var value) ? value.GetString() : null;
}
