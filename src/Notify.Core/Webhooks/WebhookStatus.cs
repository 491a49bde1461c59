namespace Notify.Webhooks;

/// <summary>What a webhook is worth.</summary>
public enum WebhookStatus
{
    /// <summary>The provider sent it, and it can be read: store it, answer 200.</summary>
    Valid = 0,

    /// <summary>No valid signature or secret: answer 401, touch nothing.</summary>
    Unsigned = 1,

    /// <summary>The provider sent it and it is not what it should be: answer 400.</summary>
    Malformed = 2,
}
