using Npgsql;
using Notify.Bench.Storage;

namespace Notify.Bench.Ceiling;

/// <summary>
/// Claims batch after batch and settles them, with the statements the store itself uses, in as few round trips as they allow: every read and write
/// Notify does for a delivery, and nothing else. No policy decides, no template is rendered, no sender called.
/// </summary>
internal sealed class CeilingLoop(NpgsqlConnection connection, string schema, int worker, int batch)
{
    private const int Limit = 20;
    private const long MicrosecondsPerHour = 3_600_000_000;

    private static readonly NamedSql Statements = NamedSql.Of("ceiling.sql");

    private readonly Dictionary<string, int> _charges = new(StringComparer.Ordinal);
    private readonly List<Guid> _ids = new(batch);
    private long _lease;
    private long _sent;

    public async Task<int> RunAsync()
    {
        var total = 0;
        while (await ClaimAsync())
        {
            await LoadAsync();
            _ids.Sort();
            await MarkAsync();
            await SettleAsync();
            total += _ids.Count;
        }

        return total;
    }

    private async Task<bool> ClaimAsync()
    {
        _ids.Clear();
        _charges.Clear();
        await using var command = Command("claim", worker, batch);
        await using var rows = await command.ExecuteReaderAsync();
        while (await rows.ReadAsync())
        {
            _lease = rows.GetInt64(0);
            _ids.Add(rows.GetGuid(4));
            var contact = $"contact:{rows.GetGuid(5):N}";
            _charges[contact] = _charges.GetValueOrDefault(contact) + 1;
        }

        return _ids.Count > 0;
    }

    private async Task LoadAsync()
    {
        var keys = _charges.Keys.Order(StringComparer.Ordinal).ToArray();
        await using var command = new NpgsqlBatch(connection);
        command.BatchCommands.Add(BatchCommand("contacts", Array.ConvertAll(keys, k => Guid.ParseExact(k.AsSpan(8), "N"))));
        command.BatchCommands.Add(BatchCommand(
            "limits",
            keys,
            Array.ConvertAll(keys, k => _charges[k]),
            Array.ConvertAll(keys, _ => Limit),
            Array.ConvertAll(keys, _ => MicrosecondsPerHour)));
        await using var rows = await command.ExecuteReaderAsync();
        do
        {
            while (await rows.ReadAsync())
            {
                // The rows are fetched; nobody decides by them.
            }
        }
        while (await rows.NextResultAsync());
    }

    private async Task MarkAsync()
    {
        await using var command = Command("mark", _lease, _ids.ToArray(), new string?[_ids.Count]);
        await using var rows = await command.ExecuteReaderAsync();
        while (await rows.ReadAsync())
        {
            // As above.
        }
    }

    private async Task SettleAsync()
    {
        await using var command = Command("settle", _lease, _ids.ToArray(), _ids.ConvertAll(_ => $"wamid.{worker:x4}{++_sent:x12}").ToArray());
        if ((int)(await command.ExecuteScalarAsync())! != _ids.Count)
        {
            throw new InvalidOperationException("Not all of a batch was settled.");
        }
    }

    private NpgsqlCommand Command(string name, params object[] values)
    {
        var command = new NpgsqlCommand(Statements.In(schema, name), connection);
        Array.ForEach(values, v => command.Parameters.Add(new NpgsqlParameter { Value = v }));
        return command;
    }

    private NpgsqlBatchCommand BatchCommand(string name, params object[] values)
    {
        var command = new NpgsqlBatchCommand(Statements.In(schema, name));
        Array.ForEach(values, v => command.Parameters.Add(new NpgsqlParameter { Value = v }));
        return command;
    }
}
