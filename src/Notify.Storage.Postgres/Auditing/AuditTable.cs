using Notify.Storage.Postgres.Database;

namespace Notify.Storage.Postgres.Auditing;

/// <summary>The trail of contacts and gates: rows are added, never changed. That of deliveries is their history.</summary>
internal static class AuditTable
{
    private static readonly string Add = SqlFile.Of("Auditing/audit")["add"];

    public static async Task AddAsync(Session session, AuditRow row, CancellationToken cancellationToken)
    {
        var command = session.Command(Add);
        await using var _ = command.ConfigureAwait(false);
        command.Parameters.With(row.Event).With(row.Tenant).With(row.ContactId).With(row.ActorId).With(row.Reason).With(row.Detail);
        await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }
}
