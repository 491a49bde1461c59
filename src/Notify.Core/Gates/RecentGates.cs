namespace Notify.Gates;

/// <summary>
/// The closed gates that the claim does not stop at, as they were a moment ago: those of countries, which no flow is behind, and those of templates, for content
/// that a template stands in for is not in its flow. There are few, and mostly none.
/// </summary>
internal sealed class RecentGates(IGates gates, TimeProvider time)
{
    // As fast as a stop has to be obeyed.
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    // A gate without an end is opened by somebody; this is how often it is looked at again.
    private static readonly TimeSpan LookAgain = TimeSpan.FromMinutes(5);

    private Known? _known;

    /// <summary>When what waits behind gates is looked at again.</summary>
    public static DateTimeOffset Until(IReadOnlyCollection<Gate> before, DateTimeOffset now) => before.Max(g => g.Until) ?? now + LookAgain;

    public async ValueTask<IReadOnlyList<Gate>> CountriesAsync(CancellationToken cancellationToken) =>
        (await ReadAsync(cancellationToken).ConfigureAwait(false)).Countries;

    public async ValueTask<IReadOnlyList<Gate>> TemplatesAsync(CancellationToken cancellationToken) =>
        (await ReadAsync(cancellationToken).ConfigureAwait(false)).Templates;

    /// <summary>Has the next call read them anew.</summary>
    public void Forget() => Volatile.Write(ref _known, null);

    private async ValueTask<Known> ReadAsync(CancellationToken cancellationToken)
    {
        if (Volatile.Read(ref _known) is { } known && time.GetElapsedTime(known.ReadAt) < Interval)
        {
            return known;
        }

        var readAt = time.GetTimestamp();
        var all = await gates.ReadAsync(cancellationToken).ConfigureAwait(false);
        known = new Known(readAt, [.. all.Where(g => g.Scope.Country is not null)], [.. all.Where(g => g.Scope is { Country: null, Template: not null })]);
        Volatile.Write(ref _known, known);
        return known;
    }

    private sealed record Known(long ReadAt, IReadOnlyList<Gate> Countries, IReadOnlyList<Gate> Templates);
}
