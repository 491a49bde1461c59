using Notify.Deliveries;

namespace Notify.Policies;

/// <summary>No send is wasted on a person who is known not to be on the channel, where another one takes its place. Without one it is tried all the same: facts grow old.</summary>
internal sealed class ReachabilityPolicy : IDeliveryPolicy
{
    public string Name => "reachability";

    public Decision Evaluate(PolicyContext context) =>
        context.HasFallback && context.Contact.Facts.IsReachable(context.Flow.Channel, context.Now) == false
            ? Decision.Block(Reasons.NotOnChannel)
            : Decision.Allow;
}
