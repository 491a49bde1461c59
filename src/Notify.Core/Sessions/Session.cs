namespace Notify.Sessions;

/// <summary>
/// A talk with one person, over whatever channels: one a person at a time, kept open by activity. Immutable: a change gives a new one. Its context is
/// personal data.
/// </summary>
public sealed record Session
{
    /// <summary>Its id.</summary>
    public required Guid Id { get; init; }

    /// <summary>The tenant.</summary>
    public required string Tenant { get; init; }

    /// <summary>The person.</summary>
    public required Guid ContactId { get; init; }

    /// <summary>Where it stands.</summary>
    public required SessionStatus Status { get; init; }

    /// <summary>The channel it began on.</summary>
    public required Channel StartedOver { get; init; }

    /// <summary>The channel of its last activity.</summary>
    public required Channel LastChannel { get; init; }

    /// <summary>When it began.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When something last happened in it.</summary>
    public required DateTimeOffset ActiveAt { get; init; }

    /// <summary>When it ends by itself, if nothing more happens.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>When it ended; null while it is open.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Counts its changes, from 1.</summary>
    public required long Version { get; init; }

    /// <summary>What is known in it.</summary>
    public required SessionContext Context { get; init; }

    /// <summary>The notification that carries its summary; null for none.</summary>
    public Guid? SummaryId { get; init; }

    /// <summary>Whether it is open at a time.</summary>
    /// <param name="now">The store's time.</param>
    public bool IsOpen(DateTimeOffset now) => Status != SessionStatus.Closed && now < ExpiresAt;

    /// <summary>The id and where it stands only: context is never printed by accident.</summary>
    public override string ToString() => $"{Id} {Status}";
}
