namespace Notify.Outcomes;

/// <summary>Exponential delays with jitter. Pure.</summary>
internal static class Backoff
{
    /// <summary>The delay after the given number of attempts: the first delay doubled each time, at most the maximum, spread by chance.</summary>
    /// <param name="attempts">Attempts used, from 1.</param>
    /// <param name="first">The first delay.</param>
    /// <param name="max">The longest; never exceeded, jitter included.</param>
    /// <param name="jitter">The share by which it is spread to either side.</param>
    /// <param name="chance">A number from 0 to 1.</param>
    public static TimeSpan Delay(int attempts, TimeSpan first, TimeSpan max, double jitter, double chance)
    {
        var doublings = Math.Clamp(attempts - 1, 0, 30);
        var delay = Math.Min(first.TotalMilliseconds * Math.Pow(2, doublings), max.TotalMilliseconds);
        var spread = delay * (1 + (jitter * ((2 * chance) - 1)));
        return TimeSpan.FromMilliseconds(Math.Min(spread, max.TotalMilliseconds));
    }
}
