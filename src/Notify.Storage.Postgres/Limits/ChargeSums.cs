using Notify.Limits;

namespace Notify.Storage.Postgres.Limits;

/// <summary>A batch's charges summed up by key, sorted by key.</summary>
internal sealed record ChargeSums(string[] Keys, int[] Costs, int[] Limits, long[] Spans)
{
    /// <summary>The sums, or null where a key must be reckoned: it is only probed, or asked about with different limits.</summary>
    public static ChargeSums? TryOf(IReadOnlyList<IReadOnlyList<LimitCharge>> batch)
    {
        var sums = new SortedDictionary<string, LimitCharge>(StringComparer.Ordinal);
        foreach (var charge in batch.SelectMany(charges => charges))
        {
            if (!sums.TryGetValue(charge.Key, out var sum))
            {
                sum = charge with { Cost = 0 };
            }

            if (charge.Cost < 1 || charge.Limit != sum.Limit || charge.Window != sum.Window)
            {
                return null;
            }

            sums[charge.Key] = sum with { Cost = sum.Cost + charge.Cost };
        }

        return new ChargeSums(
            [.. sums.Keys],
            [.. sums.Values.Select(c => c.Cost)],
            [.. sums.Values.Select(c => c.Limit)],
            [.. sums.Values.Select(c => Micros(c.Window.Ticks))]);
    }

    /// <summary>Ticks as microseconds, rounded up.</summary>
    public static long Micros(long ticks) => (ticks + TimeSpan.TicksPerMicrosecond - 1) / TimeSpan.TicksPerMicrosecond;
}
