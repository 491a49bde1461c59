using Notify.Deliveries;
using Notify.Templates;

namespace Notify.Policies;

/// <summary>A template must be there, active and approved when it is sent, not only when it was queued.</summary>
internal sealed class TemplatePolicy : IDeliveryPolicy
{
    // A paused or pending template may come back; this is how often it is looked at again.
    private static readonly TimeSpan LookAgain = TimeSpan.FromMinutes(5);

    public string Name => "template";

    public Decision Evaluate(PolicyContext context) =>
        context.Flow.Template.Length == 0 ? Decision.Allow : Decide(context.Template, context.Now);

    /// <summary>What a template's state comes to.</summary>
    public static Decision Decide(ResolvedTemplate? template, DateTimeOffset now) => template switch
    {
        null => Decision.Block(Reasons.TemplateMissing),
        { Template.IsActive: false } => Decision.Block(Reasons.TemplateInactive),
        { Status: ApprovalStatus.Approved } => Decision.Allow,
        { Status: ApprovalStatus.Paused } => Decision.Defer(now + LookAgain, Reasons.TemplatePaused),
        { Status: ApprovalStatus.Pending } => Decision.Defer(now + LookAgain, Reasons.TemplateNotApproved),
        _ => Decision.Block(Reasons.TemplateNotApproved),
    };
}
