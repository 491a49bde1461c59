using Notify.Deliveries;
using Notify.Limits;
using Notify.Messages;

namespace Notify.Policies;

/// <summary>What a policy says of a delivery. Immutable; made by its factories.</summary>
public sealed record Decision
{
    private Decision(DecisionKind kind, string? reason) => (Kind, Reason) = (kind, reason);

    /// <summary>Send it.</summary>
    public static Decision Allow { get; } = new(DecisionKind.Allow, null);

    /// <summary>Its expiry has passed.</summary>
    public static Decision Expire { get; } = new(DecisionKind.Expire, Reasons.Expired);

    /// <summary>Allow, defer, block or expire.</summary>
    public DecisionKind Kind { get; }

    /// <summary>Why, as a stable code; null for allow.</summary>
    public string? Reason { get; }

    /// <summary>For defer: until when.</summary>
    public DateTimeOffset? Until { get; private init; }

    /// <summary>For defer: it may not be sent before by the person's wish or by law, so that its fallback's clock begins then.</summary>
    public bool IsWindow { get; private init; }

    /// <summary>For allow: what it takes from a limit; not granted, the delivery is deferred with <see cref="ChargeReason"/>.</summary>
    public LimitCharge? Charge { get; private init; }

    /// <summary>The reason used where the charge is not granted.</summary>
    public string? ChargeReason { get; private init; }

    /// <summary>For allow: the message to be sent instead.</summary>
    public Message? Replacement { get; private init; }

    /// <summary>What was changed, for the audit trail; no personal data.</summary>
    public string? Note { get; private init; }

    /// <summary>Not before a time.</summary>
    public static Decision Defer(DateTimeOffset until, string reason) => new(DecisionKind.Defer, reason) { Until = until };

    /// <summary>Not before the time from which the person may be written to: quiet hours, hours set by law. A fallback's clock begins then.</summary>
    public static Decision DeferToWindow(DateTimeOffset until, string reason) => new(DecisionKind.Defer, reason) { Until = until, IsWindow = true };

    /// <summary>Never.</summary>
    public static Decision Block(string reason) => new(DecisionKind.Block, reason);

    /// <summary>Send it if a limit has room.</summary>
    public static Decision Within(LimitCharge charge, string reason) => new(DecisionKind.Allow, null) { Charge = charge, ChargeReason = reason };

    /// <summary>Send this instead.</summary>
    public static Decision Rewrite(Message replacement, string note) => new(DecisionKind.Allow, null) { Replacement = replacement, Note = note };
}
