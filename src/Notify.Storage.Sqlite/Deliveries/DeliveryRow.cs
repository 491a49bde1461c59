using Notify.Deliveries;

namespace Notify.Storage.Sqlite.Deliveries;

/// <summary>The changing part of a delivery. Change it, then <see cref="DeliveryTable.Save"/> it.</summary>
internal sealed class DeliveryRow
{
    public long Row { get; set; }

    public Guid Id { get; set; }

    public long FlowId { get; set; }

    public FlowKey Flow { get; set; } = null!;

    public Guid ContactId { get; set; }

    /// <summary>The state as it was read.</summary>
    public DeliveryState StoredState { get; set; }

    public DeliveryState State { get; set; }

    public long DueAt { get; set; }

    public long? Lease { get; set; }

    public long? LeaseEnd { get; set; }

    public string? Worker { get; set; }

    public long? SettledLease { get; set; }

    public DeliveryState SettledState { get; set; }

    public int Attempts { get; set; }

    public int Sends { get; set; }

    public int FailedSend { get; set; }

    public long UpdatedAt { get; set; }

    public long? ExpiresAt { get; set; }

    public string? Reason { get; set; }

    public string? ErrorCode { get; set; }

    public string? Detail { get; set; }

    /// <summary>The delivery that takes this one's place; null for none.</summary>
    public Guid? FallbackId { get; set; }

    /// <summary>Whether it has.</summary>
    public bool HasFallenBack { get; set; }

    /// <summary>Whether the person was erased. Set before <see cref="ProviderMessageId"/>.</summary>
    public bool IsErased { get; set; }

    /// <summary>Never kept of an erased person: it may hold their address.</summary>
    public string? ProviderMessageId
    {
        get;
        set => field = IsErased ? null : value;
    }

    /// <summary>Moves it on, out of any worker's hands.</summary>
    public void MoveTo(DeliveryState state, string? reason)
    {
        (State, Reason) = (state, reason);
        (Lease, LeaseEnd, Worker) = (null, null, null);
    }

    /// <summary>Moves it to where a settlement leads.</summary>
    public void MoveTo(Settlement settlement, long? dueAt)
    {
        MoveTo(settlement.State, settlement.Reason);
        DueAt = settlement.State == DeliveryState.Queued ? dueAt ?? DueAt : DueAt;
        Attempts = settlement.ReturnsAttempt ? Math.Max(0, Attempts - 1) : Attempts;
        ErrorCode = settlement.ErrorCode ?? ErrorCode;
        Detail = settlement.Detail ?? Detail;
        ProviderMessageId = settlement.ProviderMessageId ?? ProviderMessageId;
    }
}
