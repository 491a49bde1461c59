namespace Notify.Storage.Postgres.Receipts;

/// <summary>A claim and perhaps a mark that no row of history holds yet.</summary>
internal sealed record PendingSend(long Lease, int WorkerId, DateTime ClaimedAt, DateTime? MarkedAt, string? Note);
