namespace Notify.Bench.Comparing;

/// <summary>A figure measured several times.</summary>
internal sealed record Spread(double Median, double Least, double Most)
{
    public static Spread? Of(IEnumerable<double?> values)
    {
        var sorted = values.OfType<double>().Order().ToArray();
        return sorted.Length == 0
            ? null
            : new Spread((sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2, sorted[0], sorted[^1]);
    }
}
