using System.Collections.Concurrent;

namespace Notify.Contacts;

/// <summary>Time zones by IANA name, looked up once.</summary>
internal static class Zones
{
    private static readonly ConcurrentDictionary<string, TimeZoneInfo?> s_zones = new(StringComparer.Ordinal);

    /// <summary>The zone, or null where the database has no such name.</summary>
    public static TimeZoneInfo? Find(string name) =>
        s_zones.GetOrAdd(name, static n => TimeZoneInfo.TryFindSystemTimeZoneById(n, out var zone) ? zone : null);
}
