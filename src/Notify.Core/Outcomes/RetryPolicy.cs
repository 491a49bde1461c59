namespace Notify.Outcomes;

/// <summary>How often and when a send is tried again.</summary>
public sealed record RetryPolicy
{
    /// <summary>Sends in all, the first included. Default 5; 1 to 20.</summary>
    public int MaxAttempts { get; init; } = 5;

    /// <summary>The first delay after a retry outcome; doubled each time. Default 30 s.</summary>
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The longest delay after a retry outcome. Default 15 min.</summary>
    public TimeSpan RetryMaxDelay { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>The first delay after a defer outcome; doubled each time. Default 5 min.</summary>
    public TimeSpan DeferDelay { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>The longest delay after a defer outcome. Default 60 min.</summary>
    public TimeSpan DeferMaxDelay { get; init; } = TimeSpan.FromMinutes(60);
}
