using System.Collections.Frozen;

namespace Notify.Deliveries;

/// <summary>Which state may follow which. docs/state-machine.md draws it; a test holds the drawing against this table, and the conformance suites hold stores against it.</summary>
public static class DeliveryTransitions
{
    private static readonly FrozenDictionary<DeliveryState, DeliveryState[]> Next = new Dictionary<DeliveryState, DeliveryState[]>
    {
        [DeliveryState.Queued] =
        [
            DeliveryState.Claimed, DeliveryState.Cancelled, DeliveryState.Expired,
            DeliveryState.Sent, DeliveryState.Delivered, DeliveryState.Read,
        ],
        [DeliveryState.Claimed] =
        [
            DeliveryState.Queued, DeliveryState.Blocked, DeliveryState.Cancelled, DeliveryState.Expired, DeliveryState.Sending,
            DeliveryState.Sent, DeliveryState.Delivered, DeliveryState.Read,
        ],
        [DeliveryState.Sending] =
        [
            DeliveryState.Sent, DeliveryState.Queued, DeliveryState.Failed, DeliveryState.Unconfirmed, DeliveryState.Cancelled,
            DeliveryState.Delivered, DeliveryState.Read,
        ],
        [DeliveryState.Sent] =
        [
            DeliveryState.Delivered, DeliveryState.Read, DeliveryState.Failed, DeliveryState.Queued, DeliveryState.Cancelled,
        ],
        [DeliveryState.Delivered] = [DeliveryState.Read],
        [DeliveryState.Read] = [],
        [DeliveryState.Unconfirmed] =
        [
            DeliveryState.Sent, DeliveryState.Delivered, DeliveryState.Read, DeliveryState.Queued, DeliveryState.Failed, DeliveryState.Cancelled,
        ],
        [DeliveryState.Failed] = [DeliveryState.Queued, DeliveryState.Sent, DeliveryState.Delivered, DeliveryState.Read],
        [DeliveryState.Expired] = [DeliveryState.Queued, DeliveryState.Sent, DeliveryState.Delivered, DeliveryState.Read],
        [DeliveryState.Cancelled] = [DeliveryState.Queued, DeliveryState.Sent, DeliveryState.Delivered, DeliveryState.Read],
        [DeliveryState.Blocked] = [],
        [DeliveryState.Held] = [DeliveryState.Queued, DeliveryState.Cancelled, DeliveryState.Expired],
    }.ToFrozenDictionary();

    /// <summary>The states a delivery may be stored in first.</summary>
    public static IReadOnlyList<DeliveryState> Initial { get; } = [DeliveryState.Queued, DeliveryState.Blocked, DeliveryState.Held];

    /// <summary>The states that may follow one.</summary>
    public static IReadOnlyList<DeliveryState> After(DeliveryState state) => Next[state];

    /// <summary>Whether a delivery may go from one state to another.</summary>
    public static bool IsAllowed(DeliveryState from, DeliveryState to) => Next[from].Contains(to);
}
