using Notify.Deliveries;

namespace Notify.Auditing;

/// <summary>One row of the audit trail: a decision or a state change. Never changed, never holds an address or content.</summary>
public sealed record AuditEntry
{
    /// <summary>When, by the store's clock.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>What happened, from <see cref="AuditEvents"/>.</summary>
    public required string Event { get; init; }

    /// <summary>The tenant.</summary>
    public required string Tenant { get; init; }

    /// <summary>The delivery; null for what concerns a contact or a gate.</summary>
    public Guid? DeliveryId { get; init; }

    /// <summary>The contact.</summary>
    public Guid? ContactId { get; init; }

    /// <summary>The send it is about; 0 for none.</summary>
    public int SendNumber { get; init; }

    /// <summary>Why, from <see cref="Reasons"/> or an app's own policy.</summary>
    public string? Reason { get; init; }

    /// <summary>The provider's code.</summary>
    public string? ErrorCode { get; init; }

    /// <summary>More in words, masked.</summary>
    public string? Detail { get; init; }

    /// <summary>Who did it: a worker's name, <c>receipt</c>, <c>maintenance</c>, <c>app</c> or an operator.</summary>
    public string? By { get; init; }
}
