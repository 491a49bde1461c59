using System.Diagnostics;
using Notify.Deliveries;
using Notify.Limits;
using Notify.Messages;
using Notify.Outcomes;
using Notify.Policies;
using Notify.Sending;
using Notify.Templates;

namespace Notify.Claiming;

/// <summary>One claimed delivery on its way through the stages. Used by one batch, then dropped.</summary>
internal sealed class WorkItem(ClaimedDelivery delivery, PolicyContext context, IChannelSender? sender)
{
    public ClaimedDelivery Delivery { get; } = delivery;

    public PolicyContext Context { get; } = context;

    public IChannelSender? Sender { get; } = sender;

    public Template? Template => Context.Template?.Template;

    /// <summary>How many channels its notification uses at the same time.</summary>
    public int Together { get; init; } = 1;

    /// <summary>What to send, once rendered.</summary>
    public Message? Message { get; set; }

    /// <summary>What policies changed.</summary>
    public string? Note { get; set; }

    /// <summary>What it took from limits, and when.</summary>
    public IReadOnlyList<LimitCharge> Charges { get; private set; } = [];

    public DateTimeOffset ChargedAt { get; private set; }

    /// <summary>The end of the window in which it took one of its tenant's quota; null where it took none.</summary>
    public DateTimeOffset? QuotaResetsAt { get; set; }

    /// <summary>The mark: the send's number and the attempts it makes.</summary>
    public MarkResult Mark { get; set; }

    /// <summary>What the provider said.</summary>
    public Outcome? Outcome { get; set; }

    public Activity? Activity { get; set; }

    public void Charged(IReadOnlyList<LimitCharge> charges, DateTimeOffset at) => (Charges, ChargedAt) = (charges, at);

    /// <summary>What it took from limits, to be given back; nothing the second time.</summary>
    public IReadOnlyList<LimitCharge> TakeCharges()
    {
        var charges = Charges;
        Charges = [];
        return charges;
    }

    /// <summary>What it took from its tenant's quota, to be given back.</summary>
    public DateTimeOffset TakeQuota()
    {
        var resetsAt = QuotaResetsAt!.Value;
        QuotaResetsAt = null;
        return resetsAt;
    }

    public SendRequest Request() => new(new SendReference(Delivery.Id, Mark.SendNumber), Context.Address, Message!);
}
