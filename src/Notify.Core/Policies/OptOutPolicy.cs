using Notify.Deliveries;

namespace Notify.Policies;

/// <summary>Nobody who opted out gets anything, whatever its priority.</summary>
internal sealed class OptOutPolicy : IDeliveryPolicy
{
    public string Name => "opt_out";

    public Decision Evaluate(PolicyContext context) =>
        !context.Contact.IsOptedOut ? Decision.Allow
            : Decision.Block(context.Contact.IsErased ? Reasons.Erased : Reasons.OptOut);
}
