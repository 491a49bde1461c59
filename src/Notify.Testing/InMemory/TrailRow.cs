using Notify.Auditing;

namespace Notify.Testing.InMemory;

/// <summary>An audit row with the one key it is found by that it does not hold.</summary>
internal readonly record struct TrailRow(AuditEntry Entry, string? CorrelationId);
