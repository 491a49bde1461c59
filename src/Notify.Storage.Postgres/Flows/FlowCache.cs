using System.Collections.Concurrent;
using Notify.Deliveries;
using Notify.Storage.Postgres.Database;

namespace Notify.Storage.Postgres.Flows;

/// <summary>
/// Numbers of flows and what they stand for. Flows are never changed or removed, and few, so all that were met are kept: until a connection breaks, for the
/// database that answers next may be a standby or a restored one, which lacks the last flows or has given their numbers to others. What is not known yet is asked
/// for, and added, on a connection of its own: call it before the operation's own connection is opened.
/// </summary>
internal sealed class FlowCache(PostgresDatabase database)
{
    private readonly UntilBreak<Known> _known = new(database);

    /// <summary>The numbers of flows, in the order given; made where they have none.</summary>
    /// <param name="keys">The flows.</param>
    /// <param name="isPatient">Whether to wait for who makes one of them at the same time, or only a moment: inside the app's transaction nothing is asked again.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public ValueTask<int[]> GetOrAddAsync(IReadOnlyList<FlowKey> keys, bool isPatient, CancellationToken cancellationToken)
    {
        var known = _known.Now;
        var ids = new int[keys.Count];
        return known.TryFill(keys, ids) ? new ValueTask<int[]>(ids) : new ValueTask<int[]>(AddAsync(known, keys, ids, isPatient, cancellationToken));
    }

    /// <summary>A flow's number, or null where nothing was ever queued in it.</summary>
    public async ValueTask<int?> FindAsync(FlowKey key, CancellationToken cancellationToken)
    {
        var known = _known.Now;
        if (known.Ids.TryGetValue(key, out var id))
        {
            return id;
        }

        var found = await database.RunAsync("look up a flow", (session, token) => FlowTable.FindAsync(session, key, token), cancellationToken).ConfigureAwait(false);
        return found is { } number ? known.Remember(number, key) : null;
    }

    /// <summary>What numbers stand for, in the order given.</summary>
    public ValueTask<FlowKey[]> GetAsync(IReadOnlyList<int> ids, CancellationToken cancellationToken)
    {
        var known = _known.Now;
        var keys = new FlowKey[ids.Count];
        return known.TryFill(ids, keys) ? new ValueTask<FlowKey[]>(keys) : new ValueTask<FlowKey[]>(ReadAsync(known, ids, keys, cancellationToken));
    }

    /// <summary>Takes what the database said just now; gives the key that was in memory where it is the same.</summary>
    public FlowKey Learn(int id, FlowKey key)
    {
        var known = _known.Now;
        if (known.Keys.TryGetValue(id, out var same) && same == key)
        {
            return same;
        }

        known.Remember(id, key);
        return key;
    }

    /// <summary>The database says something else than what is in memory: all of it is asked for again.</summary>
    public void Forget() => _known.Forget();

    private async Task<int[]> AddAsync(Known known, IReadOnlyList<FlowKey> keys, int[] ids, bool isPatient, CancellationToken cancellationToken)
    {
        FlowKey[] missing = [.. keys.Where(key => !known.Ids.ContainsKey(key)).Distinct()];
        var found = await AddAsync(missing, isPatient, cancellationToken).ConfigureAwait(false);
        for (var i = 0; i < missing.Length; i++)
        {
            known.Remember(found[i], missing[i]);
        }

        return known.TryFill(keys, ids) ? ids : throw new InvalidOperationException("A flow that was added is missing.");
    }

    private async Task<int[]> AddAsync(FlowKey[] missing, bool isPatient, CancellationToken cancellationToken)
    {
        try
        {
            return await database.RunAsync("add flows", (session, token) => FlowTable.GetOrAddAsync(session, missing, isPatient, token), cancellationToken)
                .ConfigureAwait(false);
        }
        catch (StorageException e) when (e.Failure == StorageFailure.MayBeStored)
        {
            // A flow at most; not what was to be queued in it.
            throw new StorageException(StorageFailure.NotStored, e.Operation, e.InnerException);
        }
    }

    private async Task<FlowKey[]> ReadAsync(Known known, IReadOnlyList<int> ids, FlowKey[] keys, CancellationToken cancellationToken)
    {
        int[] missing = [.. ids.Where(id => !known.Keys.ContainsKey(id)).Distinct()];
        var found = await database.RunAsync("read flows", (session, token) => FlowTable.GetAsync(session, missing, token), cancellationToken).ConfigureAwait(false);
        foreach (var (id, key) in found)
        {
            known.Remember(id, key);
        }

        return known.TryFill(ids, keys) ? keys : throw new InvalidOperationException("A flow that deliveries name is missing.");
    }

    private sealed class Known
    {
        public ConcurrentDictionary<FlowKey, int> Ids { get; } = new();

        public ConcurrentDictionary<int, FlowKey> Keys { get; } = new();

        public int Remember(int id, FlowKey key)
        {
            Keys[id] = key;
            Ids[key] = id;
            return id;
        }

        public bool TryFill(IReadOnlyList<FlowKey> keys, int[] ids)
        {
            for (var i = 0; i < ids.Length; i++)
            {
                // Deliveries queued together mostly share their key.
                if (i > 0 && ReferenceEquals(keys[i], keys[i - 1]))
                {
                    ids[i] = ids[i - 1];
                }
                else if (!Ids.TryGetValue(keys[i], out ids[i]))
                {
                    return false;
                }
            }

            return true;
        }

        public bool TryFill(IReadOnlyList<int> ids, FlowKey[] keys)
        {
            for (var i = 0; i < keys.Length; i++)
            {
                if (!Keys.TryGetValue(ids[i], out keys[i]!))
                {
                    return false;
                }
            }

            return true;
        }
    }
}
