namespace Notify.Deliveries;

/// <summary>When another delivery of the same notification, stored as <see cref="DeliveryState.Held"/>, takes a delivery's place.</summary>
/// <param name="DeliveryId">The held delivery; its ordinal is higher.</param>
/// <param name="After">How long delivery is waited for once the delivery is sent; in doubt, once it was marked.</param>
/// <param name="UnsentAfter">How long it may go unsent from the time it is due; null for as long as it takes.</param>
public readonly record struct FallbackRule(Guid DeliveryId, TimeSpan After, TimeSpan? UnsentAfter);
