namespace Notify.Inbox;

/// <summary>Where something in the inbox stands.</summary>
public enum InboxState
{
    /// <summary>It waits for a worker, or one is at it.</summary>
    Waiting = 0,

    /// <summary>It is done with.</summary>
    Done = 1,

    /// <summary>It failed as often as it may; an operator looks at it.</summary>
    Dead = 2,
}
