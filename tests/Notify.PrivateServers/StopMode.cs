namespace Notify.PrivateServers;

/// <summary>How a server goes down.</summary>
public enum StopMode
{
    /// <summary>Its connections are closed and their transactions undone; then it ends in order.</summary>
    Fast,

    /// <summary>As if the power failed: it recovers from its log when it starts again.</summary>
    Immediate,
}
