using System.Globalization;
using Notify.Sample.Worker.Running;
using Spectre.Console;

namespace Notify.Sample.Worker.Display;

/// <summary>What is printed at the end: refused lines, and the table by domain and outcome.</summary>
internal static class Summary
{
    private const int MostRefusals = 200;
    // A file or a pipe counts as 80 columns, in which the table's headings would break.
    private const int NarrowestTable = 120;
    private static readonly LineOutcome[] Columns = Enum.GetValues<LineOutcome>();

    public static void Print(IAnsiConsole console, RunReport report, IReadOnlyList<QueuedLine> lines)
    {
        PrintRefused(console, lines);
        console.Profile.Width = Math.Max(console.Profile.Width, NarrowestTable);
        var table = new Table().Border(TableBorder.Rounded).AddColumn("domain");
        foreach (var outcome in Columns)
        {
            table.AddColumn(new TableColumn(outcome.ToString().ToLowerInvariant()).RightAligned());
        }

        foreach (var domain in report.Results.GroupBy(r => r.Domain, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            AddRow(table, domain.Key.Length == 0 ? "(refused)" : domain.Key, [.. domain]);
        }

        table.AddEmptyRow();
        AddRow(table, "all", report.Results);
        console.Write(table);
    }

    private static void AddRow(Table table, string name, IReadOnlyList<LineResult> results) =>
        table.AddRow([new Text(name), .. Columns.Select(o => new Text(results.Count(r => r.Outcome == o).ToString(CultureInfo.InvariantCulture)))]);

    private static void PrintRefused(IAnsiConsole console, IReadOnlyList<QueuedLine> lines)
    {
        var refused = lines.Where(l => l.Errors.Count > 0).ToList();
        foreach (var line in refused.Take(MostRefusals))
        {
            // Straight to the writer: a long message must stay on its line when somebody greps for it.
            console.Profile.Out.Writer.WriteLine($"line {line.Number} refused: {string.Join("; ", line.Errors)}");
        }

        if (refused.Count > MostRefusals)
        {
            console.Profile.Out.Writer.WriteLine($"… and {refused.Count - MostRefusals} more lines refused");
        }
    }
}
