using Notify.Deliveries;

namespace Notify.Storage.Postgres.Receipts;

/// <summary>A delivery under this transaction's lock, live or not. Steps change it one by one; <see cref="StepBatch"/> keeps what each says.</summary>
internal sealed class LockedDelivery
{
    public required Guid Id { get; init; }

    public required DateTime QueuedAt { get; init; }

    /// <summary>Its place among those that are due at the same time.</summary>
    public required long LineNumber { get; init; }

    public required bool WasLive { get; init; }

    public required int FlowId { get; init; }

    public required string Channel { get; init; }

    public required string Account { get; init; }

    /// <summary>The state as it was read.</summary>
    public required DeliveryState StoredState { get; init; }

    public DeliveryState State { get; set; }

    public int Attempts { get; set; }

    public int Sends { get; init; }

    public int FailedSend { get; set; }

    public DateTime DueAt { get; set; }

    public DateTime? ExpiresAt { get; init; }

    public string? Reason { get; set; }

    public string? ErrorCode { get; set; }

    public string? Detail { get; set; }

    /// <summary>The delivery that takes this one's place; null for none.</summary>
    public Guid? FallbackId { get; init; }

    /// <summary>Whether it has.</summary>
    public bool HasFallenBack { get; init; }

    /// <summary>Whether the person was erased. Set before <see cref="ProviderMessageId"/>.</summary>
    public required bool IsErased { get; init; }

    /// <summary>Never kept of an erased person: it may hold their address.</summary>
    public string? ProviderMessageId
    {
        get;
        set => field = IsErased ? null : value;
    }

    /// <summary>The claim and the mark under way, until a step takes them along.</summary>
    public PendingSend? Pending { get; set; }

    /// <summary>Moves it to where a settlement leads.</summary>
    public void MoveTo(Settlement settlement, DateTime? dueAt)
    {
        (State, Reason) = (settlement.State, settlement.Reason);
        DueAt = settlement.State == DeliveryState.Queued ? dueAt ?? DueAt : DueAt;
        Attempts = settlement.ReturnsAttempt ? Math.Max(0, Attempts - 1) : Attempts;
        ErrorCode = settlement.ErrorCode ?? ErrorCode;
        Detail = settlement.Detail ?? Detail;
        ProviderMessageId = settlement.ProviderMessageId ?? ProviderMessageId;
    }
}
