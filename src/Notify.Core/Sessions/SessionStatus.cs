namespace Notify.Sessions;

/// <summary>Where a session stands.</summary>
public enum SessionStatus
{
    /// <summary>It goes on.</summary>
    Active = 0,

    /// <summary>What it began with is over, a call for instance, and the talk about it goes on.</summary>
    FollowUp = 1,

    /// <summary>It is over; nothing opens it again.</summary>
    Closed = 2,
}
