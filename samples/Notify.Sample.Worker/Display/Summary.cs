using Notify.Sample.Worker.Running;
using Spectre.Console;

namespace Notify.Sample.Worker.Display;

/// <summary>What is printed at the end: the lines of which nobody is known to have been reached, and the table by domain and outcome.</summary>
internal static class Summary
{
    // A file or a pipe counts as 80 columns, which is less than the table needs.
    private const int WidthOfFiles = 120;
    private static readonly LineOutcome[] Outcomes = Enum.GetValues<LineOutcome>();
    private static readonly string[] Heads = [.. Outcomes.Select(o => o.ToString().ToLowerInvariant())];

    public static void Print(IAnsiConsole console, RunReport report, IReadOnlyList<QueuedLine> lines)
    {
        LineList.Print(console.Profile.Out.Writer, report, lines);
        if (!console.Profile.Out.IsTerminal)
        {
            console.Profile.Width = Math.Max(console.Profile.Width, WidthOfFiles);
        }

        var domains = report.Results.GroupBy(r => r.Domain, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(domain => Row(domain.Key.Length == 0 ? "(refused)" : domain.Key, [.. domain], isTotal: false));
        console.Write(CountTable.Draw(Heads, [.. domains, Row("all", report.Results, isTotal: true)], console.Profile.Width));
    }

    private static CountRow Row(string name, IReadOnlyList<LineResult> results, bool isTotal) =>
        new(name, [.. Outcomes.Select(o => (long)results.Count(r => r.Outcome == o))], isTotal);
}
