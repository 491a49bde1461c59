using System.Collections.Concurrent;
using Notify.Storage.Postgres.Database;

namespace Notify.Storage.Postgres.Auditing;

/// <summary>
/// Numbers of actors and their names. Workers come and go, so not all that ever were are kept. What is not known yet is asked for, and added, on a connection of
/// its own: call it before the operation's own connection is opened.
/// </summary>
internal sealed class ActorCache(PostgresDatabase database)
{
    private const int Most = 10_000;

    private static readonly SqlFile Sql = SqlFile.Of("Auditing/actor");

    private readonly ConcurrentDictionary<string, int> _ids = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<int, string> _names = new();

    /// <summary>An actor's number, made where there is none.</summary>
    public ValueTask<int> GetOrAddAsync(string name, CancellationToken cancellationToken) =>
        _ids.TryGetValue(name, out var known) ? new ValueTask<int>(known) : new ValueTask<int>(AddAsync(name, cancellationToken));

    /// <summary>The names of actors, by number.</summary>
    public async ValueTask<IReadOnlyDictionary<int, string>> GetAsync(IEnumerable<int> ids, CancellationToken cancellationToken)
    {
        var names = new Dictionary<int, string>();
        var missing = new HashSet<int>();
        foreach (var id in ids)
        {
            if (_names.TryGetValue(id, out var name))
            {
                names[id] = name;
            }
            else
            {
                missing.Add(id);
            }
        }

        if (missing.Count > 0)
        {
            await database.RunAsync("read actors", (session, token) => ReadAsync(session, [.. missing], names, token), cancellationToken).ConfigureAwait(false);
        }

        return names;
    }

    private Task<int> AddAsync(string name, CancellationToken cancellationToken) => database.RunAsync(
        "add an actor",
        async (session, token) =>
        {
            var command = session.Command(Sql["ids"]);
            await using var _ = command.ConfigureAwait(false);
            command.Parameters.With([name]);
            var rows = await command.ExecuteReaderAsync(token).ConfigureAwait(false);
            await using var __ = rows.ConfigureAwait(false);
            await rows.ReadAsync(token).ConfigureAwait(false);
            return Remember(rows.GetInt32(1), name);
        },
        cancellationToken);

    private async Task<int> ReadAsync(Session session, int[] ids, Dictionary<int, string> names, CancellationToken cancellationToken)
    {
        var command = session.Command(Sql["names"]);
        await using var _ = command.ConfigureAwait(false);
        command.Parameters.With(ids);
        var rows = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using var __ = rows.ConfigureAwait(false);
        while (await rows.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            names[rows.GetInt32(0)] = rows.GetString(1);
            Remember(rows.GetInt32(0), rows.GetString(1));
        }

        return names.Count;
    }

    private int Remember(int id, string name)
    {
        if (_ids.Count >= Most)
        {
            _ids.Clear();
            _names.Clear();
        }

        _names[id] = name;
        _ids[name] = id;
        return id;
    }
}
