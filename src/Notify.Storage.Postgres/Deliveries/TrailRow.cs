namespace Notify.Storage.Postgres.Deliveries;

/// <summary>A row the trail is made from: of a message, of history, of what is live, or of audit.</summary>
internal readonly record struct TrailRow(TrailSource Source, long Number, DateTime At)
{
    public Guid? DeliveryId { get; init; }

    public Guid? ContactId { get; init; }

    /// <summary>The state's number; 0 in audit.</summary>
    public int State { get; init; }

    public string? Event { get; init; }

    public int Send { get; init; }

    /// <summary>Sends made so far: the number of the send that was marked.</summary>
    public int Sends { get; init; }

    public string? Reason { get; init; }

    public string? ErrorCode { get; init; }

    public string? Detail { get; init; }

    public string? By { get; init; }

    public string? Worker { get; init; }

    public DateTime? ClaimedAt { get; init; }

    public DateTime? MarkedAt { get; init; }

    /// <summary>What policies changed before the marked send.</summary>
    public string? Note { get; init; }
}
