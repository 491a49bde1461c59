namespace Notify.Sessions;

/// <summary>How long sessions last. Section <c>Sessions</c>.</summary>
public sealed class SessionOptions
{
    /// <summary>How long a session stays open after its last activity. Default 24 h; 1 min to 30 days.</summary>
    public TimeSpan Lifetime { get; set; } = TimeSpan.FromHours(24);

    /// <summary>How long an ended session is kept. Default 30 days; 1 h to 3,650 days.</summary>
    public TimeSpan Keep { get; set; } = TimeSpan.FromDays(30);
}
