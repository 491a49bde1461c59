using Notify.Deliveries;

namespace Notify.Storage.Sqlite.Maintenance;

/// <summary>A delivery stored long ago.</summary>
internal readonly record struct OldDelivery(long Row, Guid Id, long FlowId, DeliveryState State, long UpdatedAt)
{
    public bool IsLive => State is DeliveryState.Queued or DeliveryState.Claimed or DeliveryState.Sending or DeliveryState.Unconfirmed or DeliveryState.Held;
}
