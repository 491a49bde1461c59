using System.Globalization;
using Notify.EndToEnd.Tests.Processes;

namespace Notify.EndToEnd.Tests.Killing;

/// <summary>
/// How long the kill tests are. Each prints its seed; <c>NOTIFY_SEED</c> repeats it as far as the machine allows, <c>NOTIFY_LONG=1</c> kills more often.
/// </summary>
internal static class KillSetting
{
    private static readonly bool IsLong = Environment.GetEnvironmentVariable("NOTIFY_LONG") == "1";

    public static int Kills => IsLong ? 100 : 12;

    /// <summary>Of the run with several workers, whose database is restarted too.</summary>
    public static int CrashKills => IsLong ? 30 : 5;

    /// <summary>Of the run over PostgreSQL that is carried on with after each kill.</summary>
    public static int ResumeKills => IsLong ? 20 : 4;

    public static int ResumeLines => IsLong ? 450 : 120;

    /// <summary>Of workers that are answering somebody, on each store.</summary>
    public static int AnswerKills => IsLong ? 20 : 2;

    public static int Lines => IsLong ? 2500 : 300;

    public static int Seed() => int.TryParse(
        Environment.GetEnvironmentVariable("NOTIFY_SEED"), NumberStyles.None, CultureInfo.InvariantCulture, out var seed)
        ? seed
        : Random.Shared.Next();

    /// <summary>How many messages reached each recipient. Every recipient has one line, so this needs no marker.</summary>
    public static IEnumerable<int> Arrivals(this IEnumerable<AcceptedText> accepted) =>
        accepted.Where(a => !a.Failed).GroupBy(a => a.To, StringComparer.Ordinal).Select(g => g.Count());
}
