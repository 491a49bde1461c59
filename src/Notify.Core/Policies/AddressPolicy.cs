using Notify.Deliveries;

namespace Notify.Policies;

/// <summary>Nothing is tried where the channel, or the template over it, takes none of the person's addresses: SMS to somebody known by a WhatsApp user's id only.</summary>
internal sealed class AddressPolicy : IDeliveryPolicy
{
    public string Name => "address";

    public Decision Evaluate(PolicyContext context) => context.HasAddress ? Decision.Allow : Decision.Block(Reasons.NoPhone);
}
