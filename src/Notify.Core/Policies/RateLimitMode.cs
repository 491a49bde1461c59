namespace Notify.Policies;

/// <summary>What happens over the limit.</summary>
public enum RateLimitMode
{
    /// <summary>The message waits until the window has room.</summary>
    Defer = 0,

    /// <summary>The message is sent, counted and logged.</summary>
    Warn = 1,
}
