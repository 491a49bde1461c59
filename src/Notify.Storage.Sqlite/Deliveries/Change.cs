namespace Notify.Storage.Sqlite.Deliveries;

/// <summary>What the audit says of a change beside the row's own state and reason.</summary>
/// <param name="Actor">Who did it.</param>
internal readonly record struct Change(string? Actor)
{
    /// <summary>What happened; null where the new state says it.</summary>
    public string? Event { get; init; }

    public int Send { get; init; }

    public string? ErrorCode { get; init; }

    public string? Detail { get; init; }
}
