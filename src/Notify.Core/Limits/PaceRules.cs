namespace Notify.Limits;

/// <summary>
/// How much of an account with a pace one claim takes, so that a campaign neither fills the workers nor is claimed and handed back again and again. The
/// critical lane is outside of this: it is claimed at once, takes nothing from the number, and waits only for its place.
/// </summary>
public static class PaceRules
{
    private const long MicrosecondsPerSecond = 1_000_000;

    /// <summary>An account whose next free place is this far ahead, or further, is not claimed from. 2 s.</summary>
    public static readonly TimeSpan Horizon = TimeSpan.FromSeconds(2);

    /// <summary>The most one claim takes of an account: as many as its pace allows in this time. 1 s.</summary>
    public static readonly TimeSpan Share = TimeSpan.FromSeconds(1);

    /// <summary>Places this long past say nothing any more: the account is claimed from as if it had no pace. 1 min.</summary>
    public static readonly TimeSpan IdleAfter = TimeSpan.FromMinutes(1);

    /// <summary>How long so many places take, rounded up to the microsecond.</summary>
    /// <param name="count">How many places.</param>
    /// <param name="perSecond">The pace.</param>
    public static TimeSpan Length(int count, int perSecond)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(perSecond, 1);
        return TimeSpan.FromMicroseconds(((count * MicrosecondsPerSecond) + perSecond - 1) / perSecond);
    }

    /// <summary>
    /// The most deliveries of an account that one claim takes outside the critical lane, over all its lines together: the pace × the shorter of
    /// <see cref="Share"/> and what is left to the <see cref="Horizon"/>, rounded up; 0 at the horizon; any number once idle.
    /// </summary>
    /// <param name="nextAt">The account's next free place.</param>
    /// <param name="perSecond">Its pace, as last asked for.</param>
    /// <param name="now">The store's time.</param>
    public static int MostToClaim(DateTimeOffset nextAt, int perSecond, DateTimeOffset now)
    {
        if (nextAt <= now - IdleAfter)
        {
            return int.MaxValue;
        }

        var left = now + Horizon - nextAt;
        var worth = left < Share ? left : Share;
        return worth <= TimeSpan.Zero ? 0 : (int)(((worth.Ticks * perSecond) + TimeSpan.TicksPerSecond - 1) / TimeSpan.TicksPerSecond);
    }
}
