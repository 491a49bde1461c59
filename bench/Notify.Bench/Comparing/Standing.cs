namespace Notify.Bench.Comparing;

/// <summary>How a contender did.</summary>
internal sealed record Standing(string Name, string Title, Spread? Enqueue, Spread? EnqueueByOne, Spread Drain)
{
    public static Standing Of(Contender contender, IReadOnlyList<Rates> rates) => new(
        contender.Name,
        contender.Title,
        Spread.Of(rates.Select(r => r.EnqueuePerSecond)),
        Spread.Of(rates.Select(r => r.EnqueueByOnePerSecond)),
        Spread.Of(rates.Select(r => (double?)r.DrainPerSecond))!);
}
