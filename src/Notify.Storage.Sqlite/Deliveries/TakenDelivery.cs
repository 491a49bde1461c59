using Notify.Deliveries;

namespace Notify.Storage.Sqlite.Deliveries;

/// <summary>A delivery taken by a claim, with what it is sorted by.</summary>
internal readonly record struct TakenDelivery(long DueAt, long Row, ClaimedDelivery Delivery)
{
    /// <summary>Lane, then due time, then as they were stored.</summary>
    public static int Compare(TakenDelivery one, TakenDelivery other) =>
        (one.Delivery.Flow.Priority, one.DueAt, one.Row).CompareTo((other.Delivery.Flow.Priority, other.DueAt, other.Row));
}
