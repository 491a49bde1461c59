using Notify.Deliveries;

namespace Notify.Storage.Postgres.Deliveries;

/// <summary>A claimed delivery as read, its flow not looked up yet.</summary>
internal sealed record ClaimedRow
{
    public required DateTime ReadyAt { get; init; }

    public required long Number { get; init; }

    public required int FlowId { get; init; }

    public required Guid Id { get; init; }

    public required Guid ContactId { get; init; }

    public required DateTime QueuedAt { get; init; }

    public DateTime? ExpiresAt { get; init; }

    public int TemplateVersion { get; init; }

    public string? Locale { get; init; }

    public int Attempts { get; init; }

    public string? CorrelationId { get; init; }

    public string? CampaignId { get; init; }

    public string? TraceParent { get; init; }

    public bool HasQuota { get; init; }

    public bool IsProbe { get; init; }

    public required byte[] Payload { get; init; }

    public ClaimedDelivery WithFlow(FlowKey flow) => new()
    {
        Id = Id,
        ContactId = ContactId,
        Flow = flow,
        QueuedAt = Database.StoreTime.ToTime(QueuedAt),
        ExpiresAt = Database.StoreTime.ToTime(ExpiresAt),
        TemplateVersion = TemplateVersion,
        Locale = Locale,
        Attempts = Attempts,
        CorrelationId = CorrelationId,
        CampaignId = CampaignId,
        TraceParent = TraceParent,
        HasQuota = HasQuota,
        IsProbe = IsProbe,
        Payload = Payload,
    };
}
