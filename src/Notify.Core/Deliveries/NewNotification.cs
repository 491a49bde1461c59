namespace Notify.Deliveries;

/// <summary>A notification to be stored, with its deliveries.</summary>
public sealed record NewNotification
{
    /// <summary>Its id, a UUIDv7 whose last byte is zero.</summary>
    public required Guid Id { get; init; }

    /// <summary>The tenant; that of every delivery's flow.</summary>
    public required string Tenant { get; init; }

    /// <summary>The idempotency key, unique in the tenant for 30 days; null for none.</summary>
    public string? IdempotencyKey { get; init; }

    /// <summary>A hash of what was asked for, to tell a repeat from a mix-up.</summary>
    public long ContentHash { get; init; }

    /// <summary>Its deliveries, 1 to 255.</summary>
    public required IReadOnlyList<NewDelivery> Deliveries { get; init; }
}
