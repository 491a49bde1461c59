using System.Globalization;
using System.Text;

namespace Notify.Bench.Comparing;

/// <summary>The result of a comparison.</summary>
internal sealed record Comparison(CompareOptions Options, Machine Machine, IReadOnlyList<Standing> Standings)
{
    /// <summary>As a section of a Markdown page.</summary>
    public string ToMarkdown()
    {
        var notify = Standings.First(s => s.Name == Contenders.Notify);
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"Median of {Options.Rounds} rounds, range in brackets; × is how many times as fast Notify is. Everybody queued the first half from one producer and the rest from {Options.Producers}, {Options.Batch:N0} at a time.");
        text.AppendLine();
        text.AppendLine(CultureInfo.InvariantCulture, $"| | enqueue by one, 1/s | × | enqueue by {Options.Producers}, 1/s | × | drain, 1/s | × |");
        text.AppendLine("|---|---|---|---|---|---|---|");
        foreach (var standing in Standings)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"| {standing.Title} | {Show(standing.EnqueueByOne)} | {Ratio(notify.EnqueueByOne, standing.EnqueueByOne)} | {Show(standing.Enqueue)} | {Ratio(notify.Enqueue, standing.Enqueue)} | {Show(standing.Drain)} | {Ratio(notify.Drain, standing.Drain)} |");
        }

        text.AppendLine();
        text.AppendLine(CultureInfo.InvariantCulture, $"Measured on {Machine}");
        return text.ToString();
    }

    private static string Show(Spread? spread) => spread is null
        ? ""
        : string.Create(CultureInfo.InvariantCulture, $"{spread.Median:N0} ({spread.Least:N0} to {spread.Most:N0})");

    private static string Ratio(Spread? notify, Spread? other) =>
        notify is null || other is null ? "" : (notify.Median / other.Median).ToString("0.00", CultureInfo.InvariantCulture);
}
