namespace Notify.Policies;

/// <summary>Quiet hours on a zone's own clock, right across midnight and daylight-saving changes. Pure.</summary>
internal static class QuietHoursWindow
{
    /// <summary>The first moment at which the zone's clock shows a time outside the window; null where it does already.</summary>
    public static DateTimeOffset? EndIfInside(DateTimeOffset now, TimeOnly start, TimeOnly end, TimeZoneInfo zone)
    {
        if (!IsInside(now, start, end, zone))
        {
            return null;
        }

        // On a clock that only runs, the end is this far away. Where the clock is changed in between, it is looked at again from there.
        var local = TimeZoneInfo.ConvertTime(now, zone);
        var left = end.ToTimeSpan() - local.TimeOfDay;
        var candidate = now + (left > TimeSpan.Zero ? left : left + TimeSpan.FromDays(1));
        var before = zone.GetUtcOffset(now);
        var after = zone.GetUtcOffset(candidate);
        if (before == after && ChangesNowhere(now, candidate, zone))
        {
            return candidate;
        }

        return FirstOutside(now, candidate + TimeSpan.FromHours(3), start, end, zone);
    }

    private static bool IsInside(DateTimeOffset at, TimeOnly start, TimeOnly end, TimeZoneInfo zone)
    {
        var time = TimeZoneInfo.ConvertTime(at, zone).TimeOfDay;
        return start < end
            ? time >= start.ToTimeSpan() && time < end.ToTimeSpan()
            : time >= start.ToTimeSpan() || time < end.ToTimeSpan();
    }

    private static bool ChangesNowhere(DateTimeOffset from, DateTimeOffset to, TimeZoneInfo zone)
    {
        for (var at = from; at < to; at += TimeSpan.FromMinutes(30))
        {
            if (zone.GetUtcOffset(at) != zone.GetUtcOffset(from))
            {
                return false;
            }
        }

        return true;
    }

    // Zones change at whole minutes, and so do windows: the first minute outside is exact but for the seconds of the starting point.
    private static DateTimeOffset FirstOutside(DateTimeOffset now, DateTimeOffset limit, TimeOnly start, TimeOnly end, TimeZoneInfo zone)
    {
        var minute = new DateTimeOffset(now.UtcTicks - (now.UtcTicks % TimeSpan.TicksPerMinute), TimeSpan.Zero);
        for (var at = minute + TimeSpan.FromMinutes(1); at <= limit; at += TimeSpan.FromMinutes(1))
        {
            if (!IsInside(at, start, end, zone))
            {
                return at;
            }
        }

        return limit;
    }
}
