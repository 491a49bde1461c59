using Notify.Sample.Worker.Input;
using Notify.Sample.Worker.Running;

namespace Notify.Sample.Worker.Display;

/// <summary>Tells of each line of which nobody is known to have been reached, and why.</summary>
internal static class LineList
{
    private const int Most = 200;

    public static void Print(TextWriter output, RunReport report, IReadOnlyList<QueuedLine> lines)
    {
        // Straight to the writer: a long message must stay on its line when somebody greps for it.
        Print(output, [.. lines.Where(l => l.Errors.Count > 0).Select(l => $"line {l.Number} refused: {string.Join("; ", l.Errors.Select(Words))}")], "refused");
        Print(output, [.. report.Results.Where(ReachedNobody).Select(Words)], "that are not known to have reached anybody");
    }

    private static void Print(TextWriter output, IReadOnlyList<string> told, string what)
    {
        foreach (var line in told.Take(Most))
        {
            output.WriteLine(line);
        }

        if (told.Count > Most)
        {
            output.WriteLine($"… and {told.Count - Most} more lines {what}");
        }
    }

    private static bool ReachedNobody(LineResult result) => result.Outcome is not LineOutcome.Invalid && result.Outcome?.WasSent() != true;

    private static string Words(LineResult result)
    {
        if (result.Outcome is not { } outcome)
        {
            return $"line {result.Line} has no outcome";
        }

        var ended = outcome.ToString().ToLowerInvariant();
        var reasons = result.Deliveries.Where(d => LineOutcomes.Of(d.State) == outcome).Select(d => d.Reason).OfType<string>().Where(r => r != ended);
        return string.Join(", ", reasons.Distinct(StringComparer.Ordinal)) is { Length: > 0 } why ? $"line {result.Line} {ended}: {why}" : $"line {result.Line} {ended}";
    }

    private static string Words(NotificationError error) => error.Field == LineErrors.WholeLine ? $"{error.Message} ({error.Code})" : error.ToString();
}
