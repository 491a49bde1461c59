using Notify.Deliveries;

namespace Notify.Policies;

/// <summary>Nobody who wants no SMS gets one, but for the answer to a word they wrote by SMS.</summary>
internal sealed class SmsAllowedPolicy : IDeliveryPolicy
{
    public string Name => "sms_allowed";

    public Decision Evaluate(PolicyContext context) =>
        context.Flow.Channel == Channel.Sms && !context.Contact.AllowsSms && !context.Flow.IsAnswer ? Decision.Block(Reasons.SmsNotAllowed) : Decision.Allow;
}
