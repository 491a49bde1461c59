using Npgsql;

namespace Notify.Storage.Postgres.Database;

/// <summary>
/// How long what the store does on its own waits for somebody else's lock: a transaction of the app's may stay open for long, and who waits for it in the database
/// keeps a connection of the pool.
/// </summary>
internal static class Patience
{
    private const string AloneMilliseconds = "20";
    private const string TogetherMilliseconds = "100";

    private static readonly SqlFile Sql = SqlFile.Of("Database/plans");

    /// <summary>Adds the statement by which those after it, in the same transaction, wait a moment for a lock and fail then.</summary>
    /// <param name="batch">Where to.</param>
    /// <param name="session">The connection.</param>
    /// <param name="count">How many things are stored. One by itself costs nobody else anything where it fails; of many, most would have to be stored again for the one.</param>
    public static void BeShort(NpgsqlBatch batch, Session session, int count)
    {
        var command = session.BatchCommand(Sql["short_wait"]);
        command.Parameters.With(count == 1 ? AloneMilliseconds : TogetherMilliseconds);
        batch.BatchCommands.Add(command);
    }
}
