namespace Notify.Bench.Receiving;

/// <summary>A message that was sent.</summary>
/// <param name="DeliveryId">The delivery.</param>
/// <param name="ProviderId">What the sender called it.</param>
internal sealed record SentMessage(Guid DeliveryId, string ProviderId);
