using System.Runtime.InteropServices;
using Notify.Limits;

namespace Notify.Storage.Postgres.Limits;

/// <summary>A batch's charges summed up by key, sorted by key.</summary>
internal sealed record ChargeSums(string[] Keys, int[] Costs, int[] Limits, long[] Spans)
{
    /// <summary>The sums, or null where a key must be reckoned: it is only probed, or asked about with different limits.</summary>
    public static ChargeSums? TryOf(IReadOnlyList<IReadOnlyList<LimitCharge>> batch)
    {
        var sums = new Dictionary<string, (LimitCharge First, int Cost)>(batch.Count, StringComparer.Ordinal);
        foreach (var charges in batch)
        {
            for (var i = 0; i < charges.Count; i++)
            {
                var charge = charges[i];
                ref var sum = ref CollectionsMarshal.GetValueRefOrAddDefault(sums, charge.Key, out var exists);
                var first = exists ? sum.First : charge;
                if (charge.Cost < 1 || charge.Limit != first.Limit || charge.Window != first.Window)
                {
                    return null;
                }

                sum = (first, sum.Cost + charge.Cost);
            }
        }

        var keys = new string[sums.Count];
        sums.Keys.CopyTo(keys, 0);
        Array.Sort(keys, StringComparer.Ordinal);
        var (costs, limits, spans) = (new int[keys.Length], new int[keys.Length], new long[keys.Length]);
        for (var i = 0; i < keys.Length; i++)
        {
            var (first, cost) = sums[keys[i]];
            (costs[i], limits[i], spans[i]) = (cost, first.Limit, Micros(first.Window.Ticks));
        }

        return new ChargeSums(keys, costs, limits, spans);
    }

    /// <summary>Ticks as microseconds, rounded up.</summary>
    public static long Micros(long ticks) => (ticks + TimeSpan.TicksPerMicrosecond - 1) / TimeSpan.TicksPerMicrosecond;
}
