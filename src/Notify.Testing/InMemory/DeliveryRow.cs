using Notify.Contacts;
using Notify.Deliveries;

namespace Notify.Testing.InMemory;

/// <summary>A delivery as kept.</summary>
internal sealed class DeliveryRow(NewDelivery given, DateTimeOffset now)
{
    public DateTimeOffset QueuedAt { get; } = now;

    public NewDelivery Given { get; private set; } = given with { Payload = given.Payload.ToArray() };

    public DeliveryState State { get; set; } = given.State;

    public string? Reason { get; set; } = given.Reason;

    public string? ErrorCode { get; set; }

    public string? Detail { get; set; }

    public string? ProviderMessageId
    {
        get;
        set => field = IsErased ? null : value;
    }

    /// <summary>The person was erased: what would tell of them is not kept any more.</summary>
    public bool IsErased { get; private set; }

    public int Attempts { get; set; }

    public int Sends { get; set; }

    // The highest send a counted failed receipt was about.
    public int FailedSend { get; set; }

    public DateTimeOffset DueAt { get; set; } = given.NotBefore > now ? given.NotBefore.Value : now;

    public DateTimeOffset UpdatedAt { get; set; } = now;

    public DateTimeOffset? ExpiresAt { get; set; } = given.ExpiresAt;

    public DateTimeOffset UnconfirmedAt { get; set; }

    // Stays after a settlement, so that repeating it is known as a repeat; zero once nobody may settle any more.
    public long Lease { get; set; }

    public DateTimeOffset LeaseUntil { get; set; }

    public string? Worker { get; set; }

    /// <summary>For a held one: what it waits for, and by when that must have come.</summary>
    public Guid? PrimaryId { get; set; }

    public FallbackRule Rule { get; set; }

    public DateTimeOffset? FiresAt { get; set; }

    /// <summary>Whether the wait for delivery has begun, which no later send begins anew.</summary>
    public bool IsAwaitingDelivery { get; set; }

    /// <summary>When it was marked last.</summary>
    public DateTimeOffset MarkedAt { get; set; }

    /// <summary>Its fallback has taken its place.</summary>
    public bool HasFallenBack { get; set; }

    public bool IsLeased => State is DeliveryState.Claimed or DeliveryState.Sending;

    public bool IsExpired(DateTimeOffset now) => ExpiresAt <= now;

    /// <summary>The time for it to be sent in begins anew at a due time, unless it was sent before.</summary>
    public void FireUnlessSent(DateTimeOffset due) => FiresAt = IsAwaitingDelivery ? FiresAt : due + Rule.UnsentAfter;

    public void AwaitDelivery(DateTimeOffset from)
    {
        if (!IsAwaitingDelivery)
        {
            (IsAwaitingDelivery, FiresAt) = (true, from + Rule.After);
        }
    }

    public void MoveTo(Contact contact) => Given = Given with { ContactId = contact.Id };

    public void Erase()
    {
        IsErased = true;
        ProviderMessageId = null;
        Given = Given with { Payload = default };
    }

    public DeliveryRecord ToRecord() => new()
    {
        Id = Given.Id,
        ContactId = Given.ContactId,
        Flow = Given.Flow,
        State = State,
        Reason = Reason,
        ErrorCode = ErrorCode,
        Detail = Detail,
        Attempts = Attempts,
        Sends = Sends,
        QueuedAt = QueuedAt,
        DueAt = DueAt,
        UpdatedAt = UpdatedAt,
        ExpiresAt = ExpiresAt,
        ProviderMessageId = ProviderMessageId,
        TemplateVersion = Given.TemplateVersion,
        CorrelationId = Given.CorrelationId,
        CampaignId = Given.CampaignId,
        TraceParent = Given.TraceParent,
    };

    public ClaimedDelivery ToClaimed(bool hasQuota) => new()
    {
        Id = Given.Id,
        ContactId = Given.ContactId,
        Flow = Given.Flow,
        QueuedAt = QueuedAt,
        ExpiresAt = ExpiresAt,
        TemplateVersion = Given.TemplateVersion,
        Locale = Given.Locale,
        Attempts = Attempts,
        CorrelationId = Given.CorrelationId,
        CampaignId = Given.CampaignId,
        TraceParent = Given.TraceParent,
        HasQuota = hasQuota,
        Payload = Given.Payload,
    };
}
