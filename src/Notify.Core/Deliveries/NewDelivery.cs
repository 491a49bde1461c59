namespace Notify.Deliveries;

/// <summary>A delivery to be stored.</summary>
public sealed record NewDelivery
{
    /// <summary>Its id, derived from the notification's (<see cref="Ids.Delivery"/>).</summary>
    public required Guid Id { get; init; }

    /// <summary>The person.</summary>
    public required Guid ContactId { get; init; }

    /// <summary>The line it waits in.</summary>
    public required FlowKey Flow { get; init; }

    /// <summary>
    /// <see cref="DeliveryState.Queued"/>, <see cref="DeliveryState.Blocked"/> where a policy forbade it when it was queued, or
    /// <see cref="DeliveryState.Held"/> where another delivery of the notification names it in its <see cref="Fallback"/>.
    /// </summary>
    public DeliveryState State { get; init; } = DeliveryState.Queued;

    /// <summary>Why it is blocked, from <see cref="Reasons"/>; null where it is not.</summary>
    public string? Reason { get; init; }

    /// <summary>Not to be claimed before; null for at once.</summary>
    public DateTimeOffset? NotBefore { get; init; }

    /// <summary>Not to be sent at or after; null for never.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>The delivery of the same notification that takes this one's place, and when; null for none.</summary>
    public FallbackRule? Fallback { get; init; }

    /// <summary>The template's pinned version; 0 for plain content, unless a template stands in for it while a service window is closed: then that one's.</summary>
    public int TemplateVersion { get; init; }

    /// <summary>The template's pinned locale; of plain content the one asked for, if any.</summary>
    public string? Locale { get; init; }

    /// <summary>The app's correlation id.</summary>
    public string? CorrelationId { get; init; }

    /// <summary>The campaign.</summary>
    public string? CampaignId { get; init; }

    /// <summary>The W3C trace context of the request that queued it.</summary>
    public string? TraceParent { get; init; }

    /// <summary>Address, variables and content as bytes only Core reads. The one part of the row that is personal data.</summary>
    public required ReadOnlyMemory<byte> Payload { get; init; }
}
