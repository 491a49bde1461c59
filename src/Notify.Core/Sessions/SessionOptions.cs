namespace Notify.Sessions;

/// <summary>How long sessions last, and what ends a call. Section <c>Sessions</c>.</summary>
public sealed class SessionOptions
{
    /// <summary>How long a session stays open after its last activity. Default 24 h; 1 min to 30 days.</summary>
    public TimeSpan Lifetime { get; set; } = TimeSpan.FromHours(24);

    /// <summary>How long an ended session is kept. Default 30 days; 1 h to 3,650 days.</summary>
    public TimeSpan Keep { get; set; } = TimeSpan.FromDays(30);

    /// <summary>The key of the template that tells of an ended call. Default <c>call_summary</c>; 1 to 100 characters.</summary>
    public string SummaryTemplate { get; set; } = "call_summary";
}
