namespace Notify.Limits;

/// <summary>A quota as a store keeps it, and what a call makes of it: the rules in one place, for every store that works them out in C#. Immutable.</summary>
/// <param name="Limit">The most messages in a period.</param>
/// <param name="Period">How long a window is.</param>
/// <param name="StartedAt">When the window last used began; null where nothing was taken yet and no start was given.</param>
/// <param name="Used">How many were taken in that window.</param>
public sealed record QuotaState(long Limit, TimeSpan Period, DateTimeOffset? StartedAt, long Used)
{
    /// <summary>When the window ends.</summary>
    public DateTimeOffset? ResetsAt => StartedAt + Period;

    /// <summary>Whether nothing is left.</summary>
    public bool IsUsedUp => Used >= Limit;

    /// <summary>What a change makes of a quota.</summary>
    /// <returns>Null where it is taken away.</returns>
    public static QuotaState? After(QuotaState? before, QuotaChange change, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(change);
        if (change.Limit is not { } limit)
        {
            return null;
        }

        var known = before?.At(now);
        var keeps = known is not null && known.Period == change.Period
            && (change.StartsAt is null || (known.StartedAt is { } started && (change.StartsAt.Value - started).Ticks % change.Period.Ticks == 0));
        return keeps ? known! with { Limit = limit } : new QuotaState(limit, change.Period, change.StartsAt, 0).At(now);
    }

    /// <summary>The quota in the window that a time lies in.</summary>
    public QuotaState At(DateTimeOffset now)
    {
        // A clock set back a little must not open a window that is over, with all of it to take again.
        if (StartedAt is not { } started || (now < started + Period && (started <= now || Used > 0)))
        {
            return this;
        }

        var windows = (long)Math.Floor((now - started) / Period);
        return this with { StartedAt = started + (windows * Period), Used = 0 };
    }

    /// <summary>Takes as many as there is room for.</summary>
    public (QuotaState State, QuotaGrant Grant) Take(int count, DateTimeOffset now)
    {
        var state = At(now);
        var granted = (int)Math.Clamp(state.Limit - state.Used, 0, count);
        state = state with { StartedAt = state.StartedAt ?? now, Used = state.Used + granted };
        return (state, new QuotaGrant(granted, state.ResetsAt));
    }

    /// <summary>Gives back what was taken in the window that ends at a time; nothing where it is not under way any more.</summary>
    public QuotaState GiveBack(int count, DateTimeOffset resetsAt, DateTimeOffset now)
    {
        var state = At(now);
        return state.ResetsAt == resetsAt ? state with { Used = Math.Max(0, state.Used - count) } : state;
    }

    /// <summary>The quota as it is shown.</summary>
    public Quota ToQuota(string tenant) => new(tenant, Limit, Period, Used, ResetsAt);
}
