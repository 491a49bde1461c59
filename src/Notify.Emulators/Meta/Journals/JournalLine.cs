using Notify.Emulators.Meta.Receipts;

namespace Notify.Emulators.Meta.Journals;

/// <summary>One line of the journal; which of the fields is set says what happened.</summary>
internal sealed record JournalLine
{
    /// <summary>A message was accepted.</summary>
    public AcceptedMessage? Accepted { get; init; }

    /// <summary>The receipts of that message.</summary>
    public ReceiptScript? Receipts { get; init; }

    /// <summary>The webhook took these receipts.</summary>
    public IReadOnlyList<AcknowledgedReceipt>? Acknowledged { get; init; }

    /// <summary>A recipient whose first send is refused had that first send.</summary>
    public string? Met { get; init; }

    /// <summary>Everything before is void, but the sequence goes on after this number.</summary>
    public long? ClearedUpTo { get; init; }
}
