namespace Notify.OptOut;

/// <summary>What somebody who writes STOP opts out of.</summary>
public enum OptOutScope
{
    /// <summary>Everything, over every channel.</summary>
    AllChannels = 0,

    /// <summary>The channel they wrote it over.</summary>
    Channel = 1,
}
