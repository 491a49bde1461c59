namespace Notify.Sessions;

/// <summary>What became of a change.</summary>
public enum SessionChangeStatus
{
    /// <summary>It is made.</summary>
    Changed = 0,

    /// <summary>There is no such session.</summary>
    Missing = 1,

    /// <summary>The session was changed by somebody else meanwhile.</summary>
    Conflict = 2,

    /// <summary>The session is closed, and the change is more than values.</summary>
    Closed = 3,

    /// <summary>The context would be longer than <see cref="SessionContext.MaxLength"/>.</summary>
    TooLong = 4,
}
