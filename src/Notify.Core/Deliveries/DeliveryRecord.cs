namespace Notify.Deliveries;

/// <summary>A delivery as the store has it. Holds no address and no content.</summary>
public sealed record DeliveryRecord
{
    /// <summary>Its id.</summary>
    public required Guid Id { get; init; }

    /// <summary>The notification it belongs to.</summary>
    public Guid NotificationId => Ids.NotificationOf(Id);

    /// <summary>The person.</summary>
    public required Guid ContactId { get; init; }

    /// <summary>Tenant, channel, account, domain, template and lane.</summary>
    public required FlowKey Flow { get; init; }

    /// <summary>Its state.</summary>
    public required DeliveryState State { get; init; }

    /// <summary>Why it is in this state.</summary>
    public string? Reason { get; init; }

    /// <summary>The last error code of a provider.</summary>
    public string? ErrorCode { get; init; }

    /// <summary>The last answer of a provider, masked.</summary>
    public string? Detail { get; init; }

    /// <summary>Attempts used.</summary>
    public int Attempts { get; init; }

    /// <summary>Sends made; at least the attempts.</summary>
    public int Sends { get; init; }

    /// <summary>When it was stored.</summary>
    public required DateTimeOffset QueuedAt { get; init; }

    /// <summary>When it is or was due.</summary>
    public required DateTimeOffset DueAt { get; init; }

    /// <summary>When it last changed.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Its expiry.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>The provider's id of the last accepted send.</summary>
    public string? ProviderMessageId { get; init; }

    /// <summary>The template's version; 0 for plain content that no template stands in for.</summary>
    public int TemplateVersion { get; init; }

    /// <summary>The app's correlation id.</summary>
    public string? CorrelationId { get; init; }

    /// <summary>The campaign.</summary>
    public string? CampaignId { get; init; }

    /// <summary>The trace context of the request that queued it.</summary>
    public string? TraceParent { get; init; }
}
