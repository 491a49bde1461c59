namespace Notify.Gates;

/// <summary>What closing comes to. Pure; every store keeps to it.</summary>
public static class GateRules
{
    private const int MostDoublings = 20;

    /// <summary>The gate once it is closed, and whether that is news: it was open or being tried, or the reason is another.</summary>
    /// <param name="known">The gate this source closed before; null for none.</param>
    /// <param name="close">What to close.</param>
    /// <param name="now">The store's time.</param>
    public static (Gate Gate, bool IsNews) Close(Gate? known, CloseGate close, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(close);
        var gate = new Gate(close.Scope, close.Source, close.Reason, now, After(now, Wait(close, 0))) { Mends = close.Mends };
        if (known is not null && known.IsClosed(now))
        {
            gate = gate with { ClosedAt = known.ClosedAt, Until = Later(known.Until, gate.Until), Refusals = known.Refusals };
            return (gate, !string.Equals(known.Reason, close.Reason, StringComparison.Ordinal));
        }

        if (known is not null && known.IsProbing(now))
        {
            var refusals = known.Refusals + 1;
            gate = gate with { ClosedAt = known.ClosedAt, Until = After(now, Wait(close, refusals)), Refusals = refusals };
        }

        return (gate, true);
    }

    /// <summary>How long it stays closed after so many deliveries tried in vain; null until it is opened.</summary>
    public static TimeSpan? Wait(CloseGate close, int refusals)
    {
        ArgumentNullException.ThrowIfNull(close);
        if (close.For is not { } first || close.Longest is not { } longest || longest <= first)
        {
            return close.For;
        }

        var grown = first * Math.Pow(2, Math.Clamp(refusals, 0, MostDoublings));
        return grown < longest ? grown : longest;
    }

    // Null is never, which is later than any time.
    private static DateTimeOffset? Later(DateTimeOffset? one, DateTimeOffset? other) => one is null || other is null ? null : one > other ? one : other;

    private static DateTimeOffset? After(DateTimeOffset now, TimeSpan? wait) => wait is not { } length ? null
        : length < DateTimeOffset.MaxValue - now ? now + length : DateTimeOffset.MaxValue;
}
