using Notify.Deliveries;
using Notify.Templates;

namespace Notify.Policies;

/// <summary>Nobody who wants no marketing gets any.</summary>
internal sealed class MarketingPolicy : IDeliveryPolicy
{
    public string Name => "marketing";

    public Decision Evaluate(PolicyContext context) =>
        context.Template?.Template.Category == TemplateCategory.Marketing && !context.Contact.AllowsMarketing
            ? Decision.Block(Reasons.MarketingOptOut)
            : Decision.Allow;
}
