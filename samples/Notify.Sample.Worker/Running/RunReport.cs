using System.Text.Json;
using Notify.Deliveries;
using Notify.Sample.Worker.Input;

namespace Notify.Sample.Worker.Running;

/// <summary>What a run came to.</summary>
/// <param name="Results">How each line ended.</param>
/// <param name="Talk">What people wrote back and were answered.</param>
/// <param name="Lost">Lines that were reported sent and are not in their emulator's list, and lines that have no outcome; replies likewise.</param>
/// <param name="Duplicates">Messages the emulators accepted beyond the one that each line and each reply may have over a channel, and fallbacks that left though they were not needed.</param>
internal sealed record RunReport(IReadOnlyList<LineResult> Results, TalkResult Talk, int Lost, int Duplicates)
{
    public int Lines => Results.Count;

    public int Count(LineOutcome outcome) => Results.Count(r => r.Outcome == outcome);

    public bool IsSound => Lost == 0 && Duplicates == 0 && Talk.Handled == Talk.WroteBack && Enum.GetValues<LineOutcome>().Sum(Count) == Lines;

    /// <summary>Compares what Notify says with what the emulators accepted.</summary>
    public static RunReport Of(IReadOnlyList<LineResult> results, TalkResult talk, AcceptedLines accepted)
    {
        var lost = results.Count(r => r.Outcome is null || r.Deliveries.Any(d => d.WasSent && !accepted.Has(d.Channel, Marker.Of(r.Owner))));
        var needless = results.Where(r => r.Line == r.Owner).Sum(r => r.Deliveries.Count(d => d.WasNotNeeded && accepted.Has(d.Channel, Marker.Of(r.Owner))));
        return new RunReport(results, talk, lost + talk.RepliesLost(accepted), accepted.Doubles + needless);
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

            json.WriteNumber("overWhatsApp", Reached(Channel.WhatsApp));
            json.WriteNumber("overSms", Reached(Channel.Sms));
            json.WriteNumber("fellBack", Results.Count(r => r.FellBack));
            json.WriteNumber("held", Results.Count(r => r.Deliveries.Any(d => d.State == DeliveryState.Held)));
            json.WriteNumber("wroteBack", Talk.WroteBack);
            json.WriteNumber("handled", Talk.Handled);
            json.WriteNumber("replied", Talk.Replied);
            json.WriteNumber("lost", Lost);
            json.WriteNumber("duplicates", Duplicates);
            json.WriteEndObject();
        }

        return System.Text.Encoding.UTF8.GetString(buffer.ToArray());
    }

    private int Reached(Channel channel) => Results.Count(r => r.Deliveries.Any(d => d.Channel == channel && d.WasSent));
}
