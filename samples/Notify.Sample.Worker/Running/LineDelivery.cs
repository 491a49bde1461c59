using Notify.Deliveries;

namespace Notify.Sample.Worker.Running;

/// <summary>One of a line's deliveries: how it stands over its channel.</summary>
/// <param name="Channel">The channel.</param>
/// <param name="State">Its state.</param>
/// <param name="Reason">Why.</param>
internal sealed record LineDelivery(Channel Channel, DeliveryState State, string? Reason)
{
    /// <summary>Whether it says that a person was reached, so that the emulator must know of it.</summary>
    public bool WasSent => LineOutcomes.Of(State)?.WasSent() == true;

    /// <summary>Whether it is a fallback that was never needed, so that the emulator must not know of it.</summary>
    public bool WasNotNeeded => State == DeliveryState.Held
        || (State == DeliveryState.Cancelled && Reason is Reasons.PrimaryDelivered or Reasons.PrimaryEnded);

    /// <summary>Where it is a fallback: whether it took its primary's place.</summary>
    public bool TookThePlace => !WasNotNeeded && State is not (DeliveryState.Cancelled or DeliveryState.Expired or DeliveryState.Blocked);
}
