namespace Notify.Storage.Sqlite.Database;

/// <summary>Times as the database keeps them: milliseconds since 1970, UTC.</summary>
internal static class StoreTime
{
    private const long TicksPerUnit = TimeSpan.TicksPerMillisecond;

    private static readonly long Earliest = DateTimeOffset.MinValue.ToUnixTimeMilliseconds();
    private static readonly long Latest = DateTimeOffset.MaxValue.ToUnixTimeMilliseconds();

    /// <summary>A stored moment; one beyond the calendar is its last (or first), so that a row that says "never" can be read.</summary>
    public static DateTimeOffset ToTime(long value) => DateTimeOffset.FromUnixTimeMilliseconds(Math.Clamp(value, Earliest, Latest));

    public static DateTimeOffset? ToTime(long? value) => value is { } given ? ToTime(given) : null;

    /// <summary>A moment that has been: cut to the millisecond.</summary>
    public static long Floor(DateTimeOffset time) => time.ToUnixTimeMilliseconds();

    /// <summary>A moment before which nothing may happen: rounded up, so that it never comes early.</summary>
    public static long Ceiling(DateTimeOffset time)
    {
        var floor = time.ToUnixTimeMilliseconds();
        return time.UtcTicks % TicksPerUnit == 0 ? floor : floor + 1;
    }

    /// <summary>A length, rounded up.</summary>
    public static long Length(TimeSpan span) => (span.Ticks / TicksPerUnit) + (span.Ticks % TicksPerUnit > 0 ? 1 : 0);
}
