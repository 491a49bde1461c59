namespace Notify.Deliveries;

/// <summary>A page of deliveries, newest first.</summary>
/// <param name="Deliveries">The deliveries.</param>
/// <param name="Next">Give this to get the next page; null at the end.</param>
public sealed record DeliveryPage(IReadOnlyList<DeliveryRecord> Deliveries, Guid? Next);
