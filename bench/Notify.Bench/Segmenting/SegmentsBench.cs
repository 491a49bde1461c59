using System.Diagnostics;
using Notify.Sms;

namespace Notify.Bench.Segmenting;

/// <summary>Texts a second and bytes allocated for each, for every kind of text and for all in turn.</summary>
internal static class SegmentsBench
{
    public static void Run(int texts, int rounds)
    {
        var kinds = SmsWorkload.Kinds.ToDictionary(k => k.Key, k => Median(k.Value, texts / 4, rounds, Count));
        var mixed = SmsWorkload.Kinds.Values.SelectMany(k => k).ToArray();
        var counted = Median(mixed, texts, rounds, Count);
        var fitted = Median(mixed, texts, rounds, static text => SmsText.Fit(text).Size.Segments);
        Report.Print(new
        {
            Bench = "segments",
            Texts = texts,
            AverageLength = Math.Round(mixed.Average(t => t.Length)),
            CountedPerSecond = counted.PerSecond,
            CountedBytesEach = counted.BytesEach,
            FittedPerSecond = fitted.PerSecond,
            FittedBytesEach = fitted.BytesEach,
            CountedPerSecondByKind = kinds.ToDictionary(k => k.Key, k => k.Value.PerSecond),
        });
    }

    private static int Count(string text) => SmsText.Measure(text).Segments;

    private static SegmentsRate Median(string[] texts, int count, int rounds, Func<string, int> work)
    {
        Round(texts, Math.Max(count / 4, 200_000), work);
        return Enumerable.Range(0, rounds).Select(_ => Round(texts, count, work)).OrderBy(r => r.PerSecond).ElementAt(rounds / 2);
    }

    private static SegmentsRate Round(string[] texts, int count, Func<string, int> work)
    {
        var segments = 0L;
        var before = GC.GetAllocatedBytesForCurrentThread();
        var clock = Stopwatch.StartNew();
        for (int i = 0, next = 0; i < count; i++)
        {
            segments += work(texts[next]);
            next = next + 1 == texts.Length ? 0 : next + 1;
        }

        var seconds = clock.Elapsed.TotalSeconds;
        var bytes = GC.GetAllocatedBytesForCurrentThread() - before;
        return segments < count
            ? throw new InvalidOperationException("A text has at least one segment.")
            : new SegmentsRate(Math.Round(count / seconds), Math.Round((double)bytes / count, 1));
    }
}
