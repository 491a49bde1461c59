using Notify.Deliveries;

namespace Notify.Storage.Sqlite.Auditing;

/// <summary>The audit's words.</summary>
internal static class Events
{
    public const string Deferred = "deferred";
    public const string OptedOut = "opted_out";
    public const string OptedIn = "opted_in";
    public const string GateClosed = "gate_closed";
    public const string GateOpened = "gate_opened";

    /// <summary>A delivery has come to a state.</summary>
    public static string Of(DeliveryState state) => state switch
    {
        DeliveryState.Queued => "queued",
        DeliveryState.Claimed => "claimed",
        DeliveryState.Sending => "sending",
        DeliveryState.Sent => "sent",
        DeliveryState.Delivered => "delivered",
        DeliveryState.Read => "read",
        DeliveryState.Failed => "failed",
        DeliveryState.Unconfirmed => "unconfirmed",
        DeliveryState.Blocked => "blocked",
        DeliveryState.Expired => "expired",
        DeliveryState.Cancelled => "cancelled",
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, "No state of a delivery."),
    };
}
