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

        return FirstOutside(now, start, end, zone);
    }

    private static bool IsInside(DateTimeOffset at, TimeOnly start, TimeOnly end, TimeZoneInfo zone)
    {
        var time = TimeZoneInfo.ConvertTime(at, zone).TimeOfDay;
        return start <= end
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

    // Zones change at whole minutes, so minute by minute misses nothing. A spring night may swallow a day's only free time: then it is the next day's.
    private static DateTimeOffset FirstOutside(DateTimeOffset now, TimeOnly start, TimeOnly end, TimeZoneInfo zone)
    {
        var minute = new DateTimeOffset(now.UtcTicks - (now.UtcTicks % TimeSpan.TicksPerMinute), TimeSpan.Zero);
        var limit = minute + TimeSpan.FromDays(3);
        do
        {
            minute += TimeSpan.FromMinutes(1);
        }
        while (IsInside(minute, start, end, zone) && minute < limit);

        // An end with seconds lies before the minute found.
        var since = TimeZoneInfo.ConvertTime(minute, zone).TimeOfDay - end.ToTimeSpan();
        return since > TimeSpan.Zero && since < TimeSpan.FromMinutes(1) && !IsInside(minute - since, start, end, zone) ? minute - since : minute;
    }
}
