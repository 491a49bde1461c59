namespace Notify.Gates;

/// <summary>A closed scope.</summary>
/// <param name="Scope">What it closes.</param>
/// <param name="Source">Who closed it: <c>operator</c> or <c>provider</c>. Both may close the same scope; each opens its own.</param>
/// <param name="Reason">Why.</param>
/// <param name="ClosedAt">Since when.</param>
/// <param name="Until">Until when; null until it is opened.</param>
public sealed record Gate(GateScope Scope, string Source, string Reason, DateTimeOffset ClosedAt, DateTimeOffset? Until)
{
    /// <summary>What mends it; null where it opens when its time is over.</summary>
    public Mending? Mends { get; init; }

    /// <summary>How many deliveries have tried in vain since it was closed.</summary>
    public int Refusals { get; init; }

    /// <summary>The delivery that was let through last to try.</summary>
    public GateProbe? Probe { get; init; }

    /// <summary>Whether nothing passes at a time.</summary>
    public bool IsClosed(DateTimeOffset now) => Until is not { } until || until > now;

    /// <summary>Whether its time is over and one delivery at a time may try.</summary>
    public bool IsProbing(DateTimeOffset now) => Mends is not null && Scope.Country is null && !IsClosed(now);

    /// <summary>Whether it lets this delivery through because it is the one that tries.</summary>
    public bool IsTriedBy(Guid deliveryId, long lease, DateTimeOffset now) =>
        IsProbing(now) && Probe is { } probe && probe.DeliveryId == deliveryId && probe.Lease == lease;
}
