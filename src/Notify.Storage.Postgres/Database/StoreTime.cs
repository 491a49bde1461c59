namespace Notify.Storage.Postgres.Database;

/// <summary>Times as the database keeps them: to the microsecond, UTC. Writing cuts the rest off; its infinity is the end of the calendar.</summary>
internal static class StoreTime
{
    private const long TicksPerUnit = TimeSpan.TicksPerMicrosecond;

    public static DateTimeOffset ToTime(DateTime value) => new(value.Ticks, TimeSpan.Zero);

    public static DateTimeOffset? ToTime(DateTime? value) => value is { } given ? ToTime(given) : null;

    /// <summary>A moment before which nothing may happen: rounded up, so that it never comes early.</summary>
    public static DateTime Ceiling(DateTimeOffset time) => After(time.UtcDateTime, TimeSpan.Zero);

    public static DateTime? Ceiling(DateTimeOffset? time) => time is { } given ? Ceiling(given) : null;

    /// <summary>A while after a moment, rounded up; no later than the end of the calendar.</summary>
    public static DateTime After(DateTime time, TimeSpan span)
    {
        if (span > DateTime.MaxValue - time)
        {
            return DateTime.MaxValue;
        }

        var sum = time + span;
        var over = sum.Ticks % TicksPerUnit;
        return over == 0 || sum.Ticks > DateTime.MaxValue.Ticks - TicksPerUnit ? sum : sum.AddTicks(TicksPerUnit - over);
    }
}
