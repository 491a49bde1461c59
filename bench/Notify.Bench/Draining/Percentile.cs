namespace Notify.Bench.Draining;

internal static class Percentile
{
    /// <summary>To a tenth; 0 where there are no values. Sorts them.</summary>
    public static double Of(double[] values, double share)
    {
        if (values.Length == 0)
        {
            return 0;
        }

        Array.Sort(values);
        return Math.Round(values[(int)Math.Min(values.Length - 1, values.Length * share)], 1);
    }
}
