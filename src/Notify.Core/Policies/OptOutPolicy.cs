using Notify.Deliveries;

namespace Notify.Policies;

/// <summary>Nobody who opted out gets anything, whatever its priority, but the confirmation and the help they asked for.</summary>
internal sealed class OptOutPolicy : IDeliveryPolicy
{
    public string Name => "opt_out";

    public Decision Evaluate(PolicyContext context) =>
        context.Contact.IsErased ? Decision.Block(Reasons.Erased)
            : !context.Contact.IsOptedOutOf(context.Flow.Channel) || context.Flow.IgnoresOptOut ? Decision.Allow
            : Decision.Block(Reasons.OptOut);
}
