using Npgsql;

namespace Notify.Storage.Postgres.Database;

/// <summary>
/// How long what the store does on its own waits for somebody else's lock: a transaction of the app's may stay open for long, and who waits for it in the database
/// keeps a connection of the pool.
/// </summary>
internal static class Patience
{
    private static readonly SqlFile Sql = SqlFile.Of("Database/plans");

    /// <summary>Adds the statement by which those after it, in the same transaction, wait half a second for a lock and fail then.</summary>
    public static void BeShort(NpgsqlBatch batch, Session session) => batch.BatchCommands.Add(session.BatchCommand(Sql["short_wait"]));
}
