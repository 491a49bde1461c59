using Notify.Contacts;
using Notify.Deliveries;
using Notify.OptOut;
using Notify.Plans;

namespace Notify.Queueing;

/// <summary>What a person's opt-outs leave of a plan. A fallback does not go around its primary's.</summary>
internal readonly struct OptOutView(Notification notification, ChannelPlan plan, Contact contact)
{
    private readonly bool _isPast = notification.AnswerDomain is { } domain && AnswerDomains.PastOptOut.Contains(domain);

    /// <summary>The fallback that is left; null for none.</summary>
    public Fallback? Fallback => ReasonOf(plan.Channels.Count) is null ? plan.Fallback : null;

    /// <summary>Whether a delivery of the plan is its fallback.</summary>
    public bool IsFallback(int index) => index == plan.Channels.Count;

    /// <summary>Why a delivery of the plan is blocked; null where it is not.</summary>
    public string? ReasonOf(int index)
    {
        if (contact.IsErased)
        {
            return Reasons.Erased;
        }

        return _isPast || !(IsOptedOut(index) || (IsFallback(index) && IsOptedOut(0))) ? null : Reasons.OptOut;
    }

    private bool IsOptedOut(int index) =>
        contact.IsOptedOut || (!IsFallback(index) ? contact.IsOptedOutOf(plan.Channels[index]) : plan.Fallback is { } last && contact.IsOptedOutOf(last.Channel));
}
