namespace Notify.Sample.Worker.Input;

/// <summary>The time on a person's clock.</summary>
internal static class TimeZones
{
    /// <summary>The time in a zone; as it is where there is no such zone, which Notify then refuses by name.</summary>
    public static DateTimeOffset ToLocal(DateTimeOffset time, string zone) =>
        TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var found) ? TimeZoneInfo.ConvertTime(time, found) : time;
}
