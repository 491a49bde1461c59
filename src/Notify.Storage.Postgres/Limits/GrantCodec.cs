using Notify.Limits;

namespace Notify.Storage.Postgres.Limits;

/// <summary>A key's log as pairs of microseconds since 1970 and a count.</summary>
internal static class GrantCodec
{
    public static GrantLog Read(long[] pairs, long spanMicros)
    {
        var entries = new GrantEntry[pairs.Length / 2];
        for (var i = 0; i < entries.Length; i++)
        {
            entries[i] = new GrantEntry(DateTimeOffset.UnixEpoch.UtcTicks + (pairs[2 * i] * TimeSpan.TicksPerMicrosecond), (int)pairs[(2 * i) + 1]);
        }

        return GrantLog.Of(entries, spanMicros * TimeSpan.TicksPerMicrosecond);
    }

    public static void Write(GrantLog log, List<long> pairs)
    {
        foreach (var entry in log.Granted)
        {
            pairs.Add(Micros(entry.At));
            pairs.Add(entry.Count);
        }
    }

    /// <summary>A moment in ticks as microseconds since 1970; 0 stays 0.</summary>
    public static long Micros(long ticks) => ticks == 0 ? 0 : (ticks - DateTimeOffset.UnixEpoch.UtcTicks) / TimeSpan.TicksPerMicrosecond;
}
