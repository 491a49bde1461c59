namespace Notify.Gates;

/// <summary>What a provider's word on a scope came to.</summary>
public enum GateEffect
{
    /// <summary>It was as the word says before.</summary>
    None = 0,

    /// <summary>A gate was closed for it, or for another reason than before; or opened.</summary>
    Changed = 1,

    /// <summary>A newer word was known: nothing was done.</summary>
    Outdated = 2,

    /// <summary>
    /// It closes for a time that was over when it was heard: nothing was closed. What the source closed before stays, as it would have had the word been heard in
    /// time: a restriction for a while does not take back a ban.
    /// </summary>
    Over = 3,
}
