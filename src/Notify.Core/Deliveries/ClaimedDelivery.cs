namespace Notify.Deliveries;

/// <summary>A delivery as claimed.</summary>
public sealed record ClaimedDelivery
{
    /// <summary>Its id.</summary>
    public required Guid Id { get; init; }

    /// <summary>The person.</summary>
    public required Guid ContactId { get; init; }

    /// <summary>The line it came from.</summary>
    public required FlowKey Flow { get; init; }

    /// <summary>When it was stored, by the store's clock.</summary>
    public required DateTimeOffset QueuedAt { get; init; }

    /// <summary>Not to be sent at or after.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>The pinned version; 0 for plain content that no template stands in for.</summary>
    public int TemplateVersion { get; init; }

    /// <summary>The locale asked for.</summary>
    public string? Locale { get; init; }

    /// <summary>Sends that counted against the limit of attempts so far.</summary>
    public int Attempts { get; init; }

    /// <summary>The app's correlation id.</summary>
    public string? CorrelationId { get; init; }

    /// <summary>The campaign.</summary>
    public string? CampaignId { get; init; }

    /// <summary>The trace context of the request that queued it.</summary>
    public string? TraceParent { get; init; }

    /// <summary>Whether its tenant had a quota when it was claimed, so that one has to be taken.</summary>
    public bool HasQuota { get; init; }

    /// <summary>Whether it was let through a gate to see whether that may open.</summary>
    public bool IsProbe { get; init; }

    /// <summary>Address, variables and content; empty once the person was erased.</summary>
    public required ReadOnlyMemory<byte> Payload { get; init; }
}
