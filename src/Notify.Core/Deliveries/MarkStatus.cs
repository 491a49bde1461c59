namespace Notify.Deliveries;

/// <summary>Whether a claimed delivery may be sent.</summary>
public enum MarkStatus
{
    /// <summary>Yes; its state is sending.</summary>
    Marked = 0,

    /// <summary>
    /// No longer this worker's: the lease ended, it was cancelled, or the person opted out. Nothing was changed, but that a delivery to who opted out before it was
    /// stored is cancelled by the mark.
    /// </summary>
    Lost = 1,

    /// <summary>Its expiry passed; the store has moved it to expired.</summary>
    Expired = 2,

    /// <summary>A gate closed since the claim; the store has moved it back to queued.</summary>
    Stopped = 3,
}
