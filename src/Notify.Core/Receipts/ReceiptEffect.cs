namespace Notify.Receipts;

/// <summary>What a receipt did.</summary>
public enum ReceiptEffect
{
    /// <summary>It moved the delivery on.</summary>
    Applied = 0,

    /// <summary>It said nothing new: a repeat, or an older status than the delivery has.</summary>
    Unchanged = 1,

    /// <summary>The store has no such delivery for this account.</summary>
    Orphan = 2,
}
