namespace Notify.Auditing;

/// <summary>Which trail. Give exactly one of the three.</summary>
/// <param name="Tenant">The tenant.</param>
public sealed record TrailQuery(string Tenant)
{
    /// <summary>By notification.</summary>
    public Guid? NotificationId { get; init; }

    /// <summary>By the app's correlation id.</summary>
    public string? CorrelationId { get; init; }

    /// <summary>By contact: all its deliveries and what it decided itself.</summary>
    public Guid? ContactId { get; init; }
}
