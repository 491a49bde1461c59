using System.Collections.Concurrent;

namespace Notify.Contacts;

/// <summary>Time zones by IANA name, looked up once. Names that are none are not kept: they come from outside and have no end.</summary>
internal static class Zones
{
    private static readonly ConcurrentDictionary<string, TimeZoneInfo> s_zones = new(StringComparer.Ordinal);

    /// <summary>The zone, or null where the database has no such name.</summary>
    public static TimeZoneInfo? Find(string name) =>
        s_zones.TryGetValue(name, out var known) ? known
        : TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) ? s_zones.GetOrAdd(name, zone)
        : null;
}
