using Notify.Deliveries;

namespace Notify.Auditing;

/// <summary>The audit trail's words, for <see cref="AuditEntry.Event"/>. Stores write these and no others.</summary>
public static class AuditEvents
{
    /// <summary>A policy or a command put a delivery off; a send that failed and is to be repeated is <c>queued</c>.</summary>
    public const string Deferred = "deferred";

    /// <summary>A person opted out.</summary>
    public const string OptedOut = "opted_out";

    /// <summary>A person opted back in.</summary>
    public const string OptedIn = "opted_in";

    /// <summary>A person consented to a topic.</summary>
    public const string ConsentGranted = "consent_granted";

    /// <summary>A person took consent to a topic back, or refused it.</summary>
    public const string ConsentRevoked = "consent_revoked";

    /// <summary>A person's data was erased.</summary>
    public const string Erased = "erased";

    /// <summary>Two addresses turned out to be one person's; the detail names the contact that went up in this one, where there was one.</summary>
    public const string Linked = "linked";

    /// <summary>A tenant's quota was set, changed or taken away.</summary>
    public const string QuotaSet = "quota_set";

    /// <summary>An operator let a dead message be tried again; the detail names it.</summary>
    public const string MessageRetried = "message_retried";

    /// <summary>An operator let a dead webhook be tried again; the detail names it. It is of no tenant.</summary>
    public const string WebhookRetried = "webhook_retried";

    /// <summary>A gate was closed.</summary>
    public const string GateClosed = "gate_closed";

    /// <summary>A gate was opened.</summary>
    public const string GateOpened = "gate_opened";

    /// <summary>A delivery has come to a state.</summary>
    public static string Of(DeliveryState state) => state switch
    {
        DeliveryState.Queued => "queued",
        DeliveryState.Claimed => "claimed",
        DeliveryState.Sending => "sending",
        DeliveryState.Sent => "sent",
        DeliveryState.Delivered => "delivered",
        DeliveryState.Read => "read",
        DeliveryState.Failed => "failed",
        DeliveryState.Unconfirmed => "unconfirmed",
        DeliveryState.Blocked => "blocked",
        DeliveryState.Expired => "expired",
        DeliveryState.Cancelled => "cancelled",
        DeliveryState.Held => "held",
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, "No state of a delivery."),
    };

    /// <summary>A worker has settled a delivery.</summary>
    public static string Of(Settlement settlement)
    {
        ArgumentNullException.ThrowIfNull(settlement);
        return settlement is { State: DeliveryState.Queued, DueIn: null } ? Deferred : Of(settlement.State);
    }
}
