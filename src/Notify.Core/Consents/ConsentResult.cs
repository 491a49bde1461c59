namespace Notify.Consents;

/// <summary>What became of a record.</summary>
public enum ConsentResult
{
    /// <summary>It holds from now on.</summary>
    Saved = 0,

    /// <summary>What is known is as new or newer, and stays; the trail has this one too, unless it is the same.</summary>
    Older = 1,

    /// <summary>The person was erased: nothing was kept.</summary>
    Erased = 2,
}
