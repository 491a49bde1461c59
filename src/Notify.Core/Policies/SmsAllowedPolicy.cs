using Notify.Deliveries;

namespace Notify.Policies;

/// <summary>Nobody who wants no SMS gets one.</summary>
internal sealed class SmsAllowedPolicy : IDeliveryPolicy
{
    public string Name => "sms_allowed";

    public Decision Evaluate(PolicyContext context) =>
        context.Flow.Channel == Channel.Sms && !context.Contact.AllowsSms ? Decision.Block(Reasons.SmsNotAllowed) : Decision.Allow;
}
