namespace Notify.Receipts;

/// <summary>What a provider reports about a send later.</summary>
public enum ReceiptStatus
{
    /// <summary>On its way.</summary>
    Sent = 0,

    /// <summary>On the person's device.</summary>
    Delivered = 1,

    /// <summary>Seen by the person.</summary>
    Read = 2,

    /// <summary>Not delivered.</summary>
    Failed = 3,
}
