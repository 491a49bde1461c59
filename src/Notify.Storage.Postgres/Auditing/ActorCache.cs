using System.Collections.Concurrent;
using Notify.Storage.Postgres.Database;

namespace Notify.Storage.Postgres.Auditing;

/// <summary>
/// Numbers of actors. Workers come and go, so not all that ever were are kept, and none past a connection that breaks, for the database that answers next may be a
/// standby or a restored one, which has given the last numbers to others. What is not known yet is asked for, and added, on a connection of its own: call it before
/// the operation's own connection is opened.
/// </summary>
internal sealed class ActorCache(PostgresDatabase database)
{
    private const int Most = 10_000;

    private static readonly SqlFile Sql = SqlFile.Of("Auditing/actor");

    private readonly UntilBreak<Known> _known = new(database);

    /// <summary>An actor's number, made where there is none.</summary>
    public ValueTask<int> GetOrAddAsync(string name, CancellationToken cancellationToken)
    {
        var known = _known.Now;
        return known.Ids.TryGetValue(name, out var id) ? new ValueTask<int>(id) : new ValueTask<int>(AddAsync(known, name, cancellationToken));
    }

    private Task<int> AddAsync(Known known, string name, CancellationToken cancellationToken) => database.RunAsync(
        "add an actor",
        async (session, token) =>
        {
            var command = session.Command(Sql["ids"]);
            await using var _ = command.ConfigureAwait(false);
            command.Parameters.With([name]);
            var rows = await command.ExecuteReaderAsync(token).ConfigureAwait(false);
            await using var __ = rows.ConfigureAwait(false);
            await rows.ReadAsync(token).ConfigureAwait(false);
            return known.Remember(rows.GetInt32(1), name);
        },
        cancellationToken);

    private sealed class Known
    {
        public ConcurrentDictionary<string, int> Ids { get; } = new(StringComparer.Ordinal);

        public int Remember(int id, string name)
        {
            if (Ids.Count >= Most)
            {
                Ids.Clear();
            }

            Ids[name] = id;
            return id;
        }
    }
}
