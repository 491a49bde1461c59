namespace Notify.Storage.Sqlite.Auditing;

/// <summary>An audit row to be written; see <see cref="Notify.Auditing.AuditEntry"/>.</summary>
internal readonly record struct AuditRow(long At, string Event, string Tenant)
{
    public Guid? DeliveryId { get; init; }

    public Guid? ContactId { get; init; }

    public int Send { get; init; }

    public string? Reason { get; init; }

    public string? ErrorCode { get; init; }

    public string? Detail { get; init; }

    public string? Actor { get; init; }
}
