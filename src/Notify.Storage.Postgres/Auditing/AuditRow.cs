using Notify.Auditing;

namespace Notify.Storage.Postgres.Auditing;

/// <summary>What is written about a contact or a gate; see <see cref="AuditEntry"/>.</summary>
/// <param name="Event">From <see cref="AuditEvents"/>.</param>
/// <param name="Tenant">The tenant; empty for none.</param>
/// <param name="ActorId">Who did it.</param>
internal readonly record struct AuditRow(string Event, string Tenant, int ActorId)
{
    public Guid? ContactId { get; init; }

    public string? Reason { get; init; }

    public string? Detail { get; init; }
}
