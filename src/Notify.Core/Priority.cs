namespace Notify;

/// <summary>The lane a delivery waits in. A higher lane is claimed first, so a campaign of a million does not delay a one-time code.</summary>
public enum Priority
{
    /// <summary>Claimed first, and sent in quiet hours too: one-time codes, safety.</summary>
    Critical = 0,

    /// <summary>The default.</summary>
    Normal = 1,

    /// <summary>Claimed when nothing else is due: campaigns.</summary>
    Bulk = 2,
}
