namespace Notify.Bench.Draining;

internal static class Percentile
{
    /// <summary>To a tenth. Sorts the values.</summary>
    public static double Of(double[] values, double share)
    {
        Array.Sort(values);
        return Math.Round(values[(int)Math.Min(values.Length - 1, values.Length * share)], 1);
    }
}
