namespace Notify.Receipts;

/// <summary>Whether a webhook was read.</summary>
public enum WebhookStatus
{
    /// <summary>Yes.</summary>
    Read = 0,

    /// <summary>No valid signature: answer 401, touch nothing.</summary>
    Unsigned = 1,

    /// <summary>Signed but unreadable: answer 400.</summary>
    Malformed = 2,
}
