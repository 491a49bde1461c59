namespace Notify.Gates;

/// <summary>How long gates that providers close stay closed, and how often they are tried. Section <c>Breaker</c>.</summary>
public sealed class BreakerOptions
{
    /// <summary>
    /// How often one delivery tries whether what only a person can mend (a token, billing, a locked account) is mended. Opening the gate by hand is faster and
    /// never needed. Default 15 min; 1 s to 1 day.
    /// </summary>
    public TimeSpan PersonInterval { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>
    /// The longest wait between two tries of what mends itself; the first is what the provider asks for, else <c>Retry:DeferDelay</c>, and doubles with each try
    /// in vain. Default 1 h; 1 s to 1 day.
    /// </summary>
    public TimeSpan LongestWait { get; set; } = TimeSpan.FromHours(1);
}
