using Notify.Deliveries;
using Notify.Storage.Postgres.Database;
using Npgsql;

namespace Notify.Storage.Postgres.Flows;

/// <summary>Reads and adds flows.</summary>
internal static class FlowTable
{
    private static readonly SqlFile Sql = SqlFile.Of("Flows/flow");

    /// <summary>The numbers of different flows, in their order. Outside of any transaction.</summary>
    public static async Task<int[]> GetOrAddAsync(Session session, FlowKey[] keys, bool isPatient, CancellationToken cancellationToken)
    {
        var batch = session.Batch();
        await using var _ = batch.ConfigureAwait(false);
        if (!isPatient)
        {
            Patience.BeShort(batch, session, keys.Length);
        }

        var command = session.BatchCommand(Sql["ids"]);
        batch.BatchCommands.Add(command);
        command.Parameters
            .With(Column(keys, k => k.Tenant)).With(Column(keys, k => k.Channel.Name)).With(Column(keys, k => k.Account))
            .With(Column(keys, k => k.Domain)).With(Column(keys, k => k.Template)).With(Array.ConvertAll(keys, k => (short)k.Priority));
        var ids = new int[keys.Length];
        var rows = await batch.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using var __ = rows.ConfigureAwait(false);
        if (!isPatient)
        {
            await rows.NextResultAsync(cancellationToken).ConfigureAwait(false);
        }

        while (await rows.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            ids[rows.GetInt64(0) - 1] = rows.GetInt32(1);
        }

        return ids;
    }

    public static async Task<int?> FindAsync(Session session, FlowKey key, CancellationToken cancellationToken)
    {
        var command = session.Command(Sql["find"]);
        await using var _ = command.ConfigureAwait(false);
        command.Parameters.With(key.Tenant).With(key.Channel.Name).With(key.Account).With(key.Domain).With(key.Template).With((short)key.Priority);
        return await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false) as int?;
    }

    public static async Task<List<(int Id, FlowKey Key)>> GetAsync(Session session, int[] ids, CancellationToken cancellationToken)
    {
        var command = session.Command(Sql["keys"]);
        await using var _ = command.ConfigureAwait(false);
        command.Parameters.With(ids);
        var found = new List<(int, FlowKey)>(ids.Length);
        var rows = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using var __ = rows.ConfigureAwait(false);
        while (await rows.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            found.Add((rows.GetInt32(0), new FlowKey(
                rows.GetString(1), new Channel(rows.GetString(2)), rows.GetString(3), rows.GetString(4), rows.GetString(5), (Priority)rows.GetInt16(6))));
        }

        return found;
    }

    /// <summary>The flow in a row that has its five names in an array, and its priority in the column after that.</summary>
    public static FlowKey At(NpgsqlDataReader row, int column)
    {
        var names = row.GetFieldValue<string[]>(column);
        return new FlowKey(names[0], new Channel(names[1]), names[2], names[3], names[4], (Priority)row.GetInt16(column + 1));
    }

    private static string[] Column(FlowKey[] keys, Converter<FlowKey, string> part) => Array.ConvertAll(keys, part);
}
