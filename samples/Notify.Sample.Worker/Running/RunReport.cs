using System.Text.Json;

namespace Notify.Sample.Worker.Running;

/// <summary>What a run came to.</summary>
/// <param name="Results">How each line ended.</param>
/// <param name="Lost">Lines that were reported sent and are not in the emulator's list, and lines that have no outcome.</param>
/// <param name="Duplicates">Messages the emulator accepted beyond the one each line may have.</param>
internal sealed record RunReport(IReadOnlyList<LineResult> Results, int Lost, int Duplicates)
{
    public int Lines => Results.Count;

    public int Count(LineOutcome outcome) => Results.Count(r => r.Outcome == outcome);

    public bool IsSound => Lost == 0 && Duplicates == 0 && Enum.GetValues<LineOutcome>().Sum(Count) == Lines;

    /// <summary>Compares what Notify says with what the emulator accepted.</summary>
    /// <param name="results">What Notify says.</param>
    /// <param name="accepted">How many accepted messages that were not reported failed show each line's marker.</param>
    public static RunReport Of(IReadOnlyList<LineResult> results, AcceptedLines accepted)
    {
        var lost = results.Count(r => r.Outcome is null || (r.Outcome.Value.WasSent() && !accepted.Has(r.Owner)));
        return new RunReport(results, lost, accepted.Doubles);
    }

    /// <summary>The report as one line of JSON.</summary>
    public string ToJson()
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteNumber("lines", Lines);
            foreach (var outcome in Enum.GetValues<LineOutcome>())
            {
                json.WriteNumber(outcome.ToString().ToLowerInvariant(), Count(outcome));
            }

            json.WriteNumber("lost", Lost);
            json.WriteNumber("duplicates", Duplicates);
            json.WriteEndObject();
        }

        return System.Text.Encoding.UTF8.GetString(buffer.ToArray());
    }
}
