namespace Notify.Deliveries;

/// <summary>How many deliveries of a flow are in a state.</summary>
/// <param name="Flow">The flow.</param>
/// <param name="State">The state.</param>
/// <param name="Count">How many.</param>
/// <param name="OldestDue">For queued: the earliest due time.</param>
public sealed record DeliveryCount(FlowKey Flow, DeliveryState State, long Count, DateTimeOffset? OldestDue);
