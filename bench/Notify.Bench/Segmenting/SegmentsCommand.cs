using System.CommandLine;

namespace Notify.Bench.Segmenting;

/// <summary><c>segments</c>: counts SMS texts on one core.</summary>
internal static class SegmentsCommand
{
    public static Command Create()
    {
        var texts = new Option<int>("--texts") { Description = "How many in each round", DefaultValueFactory = _ => 2_000_000 };
        var rounds = new Option<int>("--rounds") { Description = "Rounds; the median counts", DefaultValueFactory = _ => 5 };
        Numbers.AtLeast(1, texts, rounds);
        var command = new Command("segments", "Counts the segments of SMS texts, then makes them fit, on one core.") { texts, rounds };
        command.SetAction(parsed => SegmentsBench.Run(parsed.GetValue(texts), parsed.GetValue(rounds)));
        return command;
    }
}
