namespace Notify.Inbound;

/// <summary>What a handler did with a message.</summary>
public enum InboundResult
{
    /// <summary>Nothing: the next handler may have it.</summary>
    PassOn = 0,

    /// <summary>It is done with; no other handler sees it.</summary>
    Handled = 1,
}
