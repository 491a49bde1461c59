using Notify.Deliveries;
using Notify.Storage.Postgres.Auditing;
using Notify.Storage.Postgres.Database;

namespace Notify.Storage.Postgres.Deliveries;

/// <summary>Maintenance of the queue: leases, expiry, old keys and idle limits.</summary>
internal static class RecoverCall
{
    private static readonly SqlFile Sql = SqlFile.Of("Deliveries/queue");

    /// <returns>What was done, and where the round of idle limits has got to.</returns>
    public static async Task<(RecoveryReport Report, string Swept)> RunAsync(
        Session session, int limit, string swept, CancellationToken cancellationToken)
    {
        var command = session.Command(Sql["recover"]);
        await using var _ = command.ConfigureAwait(false);
        command.Parameters.With(limit).With(Actors.Maintenance).With(swept);
        var row = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using var __ = row.ConfigureAwait(false);
        await row.ReadAsync(cancellationToken).ConfigureAwait(false);
        return (new RecoveryReport(row.GetInt32(0), row.GetInt32(1), 0, 0, row.GetInt32(2), row.GetBoolean(3)), row.GetString(4));
    }
}
