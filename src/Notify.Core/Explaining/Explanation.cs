namespace Notify.Explaining;

/// <summary>What would happen to a notification now.</summary>
/// <param name="Errors">What is wrong with it; where there are errors it would not be queued.</param>
/// <param name="Deliveries">What would become of each delivery.</param>
public sealed record Explanation(IReadOnlyList<NotificationError> Errors, IReadOnlyList<DeliveryExplanation> Deliveries);
