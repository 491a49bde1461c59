using Npgsql;

namespace Notify.Storage.Postgres.Database;

/// <summary>Reads rows.</summary>
internal static class Reads
{
    private static readonly string ByIndex = SqlFile.Of("Database/plans")["by_index"];

    /// <summary>The rows of a statement.</summary>
    public static async Task<List<T>> ReadAsync<T>(
        this Session session, string sql, Action<NpgsqlParameterCollection> bind, Func<NpgsqlDataReader, T> read, CancellationToken cancellationToken)
    {
        var command = session.Command(sql);
        await using var _ = command.ConfigureAwait(false);
        bind(command.Parameters);
        var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using var __ = reader.ConfigureAwait(false);
        return await AllAsync(reader, read, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// The rows of a statement that is planned for what it is given, and finds it by index whatever the statistics say. In a transaction only; what follows
    /// in it is planned so too.
    /// </summary>
    public static async Task<List<T>> ReadByIndexAsync<T>(
        this Session session, string sql, Action<NpgsqlParameterCollection> bind, Func<NpgsqlDataReader, T> read, CancellationToken cancellationToken)
    {
        var batch = session.Batch();
        await using var _ = batch.ConfigureAwait(false);
        batch.BatchCommands.Add(session.BatchCommand(ByIndex));
        var command = session.BatchCommand(sql);
        bind(command.Parameters);
        batch.BatchCommands.Add(command);
        var reader = await batch.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using var __ = reader.ConfigureAwait(false);
        await reader.NextResultAsync(cancellationToken).ConfigureAwait(false);
        return await AllAsync(reader, read, cancellationToken).ConfigureAwait(false);
    }

    private static async Task<List<T>> AllAsync<T>(NpgsqlDataReader reader, Func<NpgsqlDataReader, T> read, CancellationToken cancellationToken)
    {
        var rows = new List<T>();
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            rows.Add(read(reader));
        }

        return rows;
    }
}
