namespace Notify.Storage.Sqlite.Database;

/// <summary>Times as the database keeps them: milliseconds since 1970, UTC.</summary>
internal static class StoreTime
{
    private const long TicksPerUnit = TimeSpan.TicksPerMillisecond;

    public static DateTimeOffset ToTime(long value) => DateTimeOffset.FromUnixTimeMilliseconds(value);

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
    public static long Length(TimeSpan span) => (span.Ticks + TicksPerUnit - 1) / TicksPerUnit;
}
