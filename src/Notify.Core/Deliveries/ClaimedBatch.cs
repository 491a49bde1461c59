namespace Notify.Deliveries;

/// <summary>Deliveries a worker holds under one lease.</summary>
/// <param name="Lease">The lease's number, from one sequence of the store; 0 where nothing was due.</param>
/// <param name="Now">The store's time; policies and expiry use it.</param>
/// <param name="Deliveries">The deliveries, in the order in which they should be sent.</param>
public sealed record ClaimedBatch(long Lease, DateTimeOffset Now, IReadOnlyList<ClaimedDelivery> Deliveries);
