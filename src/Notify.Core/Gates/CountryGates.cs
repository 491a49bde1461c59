namespace Notify.Gates;

/// <summary>The closed gates of countries, as they were a moment ago. No flow is behind them, so the claim cannot stop there; there are few, and mostly none.</summary>
internal sealed class CountryGates(IGates gates, TimeProvider time)
{
    // As fast as a stop has to be obeyed.
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    private Known? _known;

    public async ValueTask<IReadOnlyList<Gate>> ReadAsync(CancellationToken cancellationToken)
    {
        if (Volatile.Read(ref _known) is { } known && time.GetElapsedTime(known.ReadAt) < Interval)
        {
            return known.Gates;
        }

        var readAt = time.GetTimestamp();
        var all = await gates.ReadAsync(cancellationToken).ConfigureAwait(false);
        known = new Known(readAt, [.. all.Where(g => g.Scope.Country is not null)]);
        Volatile.Write(ref _known, known);
        return known.Gates;
    }

    /// <summary>Has the next call read them anew.</summary>
    public void Forget() => Volatile.Write(ref _known, null);

    private sealed record Known(long ReadAt, IReadOnlyList<Gate> Gates);
}
