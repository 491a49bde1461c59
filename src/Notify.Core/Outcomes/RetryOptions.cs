namespace Notify.Outcomes;

/// <summary>When sends are tried again where the template says nothing of its own. Section <c>Retry</c>.</summary>
public sealed class RetryOptions
{
    /// <summary>Sends in all, the first included. Default 5; 1 to 20.</summary>
    public int MaxAttempts { get; set; } = 5;

    /// <summary>The first delay after a retry outcome; doubled each time. Default 30 s.</summary>
    public TimeSpan RetryDelay { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>The longest delay after a retry outcome. Default 15 min.</summary>
    public TimeSpan RetryMaxDelay { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>The first delay after a defer outcome; doubled each time. Default 5 min.</summary>
    public TimeSpan DeferDelay { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>The longest delay after a defer outcome. Default 60 min.</summary>
    public TimeSpan DeferMaxDelay { get; set; } = TimeSpan.FromMinutes(60);

    /// <summary>How far a delay is spread by chance, to either side, as a share of it. Default 0.2; 0 to 0.5.</summary>
    public double Jitter { get; set; } = 0.2;

    /// <summary>The policy these options describe.</summary>
    public RetryPolicy ToPolicy() => new()
    {
        MaxAttempts = MaxAttempts,
        RetryDelay = RetryDelay,
        RetryMaxDelay = RetryMaxDelay,
        DeferDelay = DeferDelay,
        DeferMaxDelay = DeferMaxDelay,
    };
}
