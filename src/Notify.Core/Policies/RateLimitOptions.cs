namespace Notify.Policies;

/// <summary>How many messages one person may get. Section <c>RateLimit</c>.</summary>
public sealed class RateLimitOptions
{
    /// <summary>The most messages to one contact, over all channels, in any window. Default 20; 1 to 10,000.</summary>
    public int Limit { get; set; } = 20;

    /// <summary>The window. Default 1 h; 1 s to 7 days.</summary>
    public TimeSpan Window { get; set; } = TimeSpan.FromHours(1);

    /// <summary>What happens over it. Default <see cref="RateLimitMode.Defer"/>.</summary>
    public RateLimitMode Mode { get; set; } = RateLimitMode.Defer;
}
