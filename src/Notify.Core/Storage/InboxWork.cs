namespace Notify.Storage;

/// <summary>A kind of work in the inbox; each has loops of its own.</summary>
public enum InboxWork
{
    /// <summary>Webhooks to be read.</summary>
    Webhooks = 0,

    /// <summary>Messages to be handled.</summary>
    Messages = 1,
}
