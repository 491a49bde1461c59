namespace Notify.Deliveries;

/// <summary>Which deliveries of a tenant: all that match every filter given.</summary>
/// <param name="Tenant">The tenant; always given.</param>
public sealed record DeliverySelection(string Tenant)
{
    /// <summary>One notification's.</summary>
    public Guid? NotificationId { get; init; }

    /// <summary>One delivery.</summary>
    public Guid? DeliveryId { get; init; }

    /// <summary>One person's.</summary>
    public Guid? ContactId { get; init; }

    /// <summary>Those of one correlation id.</summary>
    public string? CorrelationId { get; init; }

    /// <summary>One campaign's.</summary>
    public string? CampaignId { get; init; }

    /// <summary>Those over one channel.</summary>
    public Channel? Channel { get; init; }

    /// <summary>One domain's.</summary>
    public string? Domain { get; init; }

    /// <summary>Those stored at this time or later.</summary>
    public DateTimeOffset? QueuedFrom { get; init; }

    /// <summary>Those stored before this time.</summary>
    public DateTimeOffset? QueuedBefore { get; init; }

    /// <summary>Those in one state.</summary>
    public DeliveryState? State { get; init; }
}
