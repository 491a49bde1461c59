using Notify.Outcomes;
using Notify.Sending;

namespace Notify.Receipts;

/// <summary>One status report of a provider.</summary>
public sealed record Receipt
{
    /// <summary>The channel it came over.</summary>
    public required Channel Channel { get; init; }

    /// <summary>The account it came for; a receipt never touches a delivery of another account.</summary>
    public required string Account { get; init; }

    /// <summary>Which send it is about; null where the provider gave nothing of ours back, which makes it an orphan.</summary>
    public SendReference? Reference { get; init; }

    /// <summary>What it reports.</summary>
    public required ReceiptStatus Status { get; init; }

    /// <summary>The provider's id of the message.</summary>
    public string? ProviderMessageId { get; init; }

    /// <summary>When it happened, by the provider's clock.</summary>
    public DateTimeOffset? OccurredAt { get; init; }

    /// <summary>When it came here, by the store's clock, where it waited in the inbox; null for now.</summary>
    public DateTimeOffset? ReceivedAt { get; init; }

    /// <summary>For failed: the error, classed as a send's would be.</summary>
    public Outcome? Failure { get; init; }
}
