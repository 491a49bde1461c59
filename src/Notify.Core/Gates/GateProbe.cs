namespace Notify.Gates;

/// <summary>The delivery that was let through a gate to see whether it may open.</summary>
/// <param name="DeliveryId">The delivery.</param>
/// <param name="Lease">The lease it was claimed under. Once the delivery is not under this lease any more, another may try.</param>
/// <param name="Until">When the lease ends.</param>
public sealed record GateProbe(Guid DeliveryId, long Lease, DateTimeOffset Until);
