namespace Notify.Deliveries;

/// <summary>One delivery about to be sent.</summary>
/// <param name="DeliveryId">The delivery.</param>
/// <param name="Note">What policies changed, for the audit row; null for nothing. No personal data.</param>
public readonly record struct MarkItem(Guid DeliveryId, string? Note);
