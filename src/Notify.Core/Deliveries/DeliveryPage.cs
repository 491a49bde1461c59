namespace Notify.Deliveries;

/// <summary>A page of deliveries, newest first.</summary>
/// <param name="Deliveries">The deliveries. Where few match, a store may give fewer than asked for, even none, before the end, rather than look at all.</param>
/// <param name="Next">Give this to get the next page; null at the end.</param>
public sealed record DeliveryPage(IReadOnlyList<DeliveryRecord> Deliveries, Guid? Next);
