namespace Notify.Sessions;

/// <summary>Which way a message goes.</summary>
public enum MessageDirection
{
    /// <summary>To the person.</summary>
    Out = 0,

    /// <summary>From the person.</summary>
    In = 1,
}
