using System.Globalization;

namespace Notify.Limits;

/// <summary>Sets, changes or takes away a tenant's quota.</summary>
/// <param name="Tenant">The tenant.</param>
/// <param name="Limit">The most messages in a period, 0 or more; null takes the quota away.</param>
/// <param name="Period">How long a window is, 1 minute to 31 days, in whole milliseconds. Not looked at where the quota is taken away.</param>
/// <param name="By">Who sets it: <c>app</c> or an operator's name.</param>
/// <param name="Reason">Why, for the audit trail; no personal data.</param>
public sealed record QuotaChange(string Tenant, long? Limit, TimeSpan Period, string By, string Reason)
{
    /// <summary>The shortest period.</summary>
    public static readonly TimeSpan ShortestPeriod = TimeSpan.FromMinutes(1);

    /// <summary>The longest period.</summary>
    public static readonly TimeSpan LongestPeriod = TimeSpan.FromDays(31);

    /// <summary>
    /// A time at which a window begins, past or to come: the others lie whole periods before and after it. Null leaves them as they are, and starts the
    /// first one of a new quota at its first use.
    /// </summary>
    public DateTimeOffset? StartsAt { get; init; }

    /// <summary>Whether tenant, limit and period are as they must be.</summary>
    public bool IsValid => !string.IsNullOrEmpty(Tenant) && Limit is null or >= 0
        && (Limit is null || (Period >= ShortestPeriod && Period <= LongestPeriod && Period.Ticks % TimeSpan.TicksPerMillisecond == 0));

    /// <summary>Takes a tenant's quota away: it may send any number again.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="by">Who takes it away: <c>app</c> or an operator's name.</param>
    /// <param name="reason">Why, for the audit trail; no personal data.</param>
    public static QuotaChange Remove(string tenant, string by, string reason) => new(tenant, null, TimeSpan.Zero, by, reason);

    /// <summary>The change in words, for the audit trail's detail.</summary>
    public string Describe() => Limit is { } limit
        ? string.Create(CultureInfo.InvariantCulture, $"{limit} per {Period:c}")
        : "none";
}
