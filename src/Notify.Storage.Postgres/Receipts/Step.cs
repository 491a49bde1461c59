using Notify.Deliveries;

namespace Notify.Storage.Postgres.Receipts;

/// <summary>A row of history to be written: what a delivery is from now on, and what the trail says of it.</summary>
internal sealed record Step
{
    public required LockedDelivery Delivery { get; init; }

    public required DeliveryState State { get; init; }

    public required int Attempts { get; init; }

    public required int FailedSend { get; init; }

    public required DateTime DueAt { get; init; }

    public string? Reason { get; init; }

    public string? ErrorCode { get; init; }

    public string? Detail { get; init; }

    public string? ProviderMessageId { get; init; }

    public PendingSend? Pending { get; init; }

    /// <summary>The send it is about.</summary>
    public required int Send { get; init; }

    /// <summary>What happened; null where the new state says it.</summary>
    public string? Event { get; init; }

    public string? EntryCode { get; init; }

    public string? EntryDetail { get; init; }
}
