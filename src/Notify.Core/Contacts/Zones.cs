using System.Collections.Concurrent;

namespace Notify.Contacts;

/// <summary>Time zones by IANA name, looked up once. Names that are none are not kept: they come from outside and have no end.</summary>
internal static class Zones
{
    private static readonly ConcurrentDictionary<string, TimeZoneInfo> Found = new(StringComparer.Ordinal);

    /// <summary>The zone, or null where the database has no such name.</summary>
    public static TimeZoneInfo? Find(string name) =>
        Found.TryGetValue(name, out var known) ? known
        : TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) ? Found.GetOrAdd(name, zone)
        : null;
}
