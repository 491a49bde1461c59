using System.Collections.Concurrent;
using Notify.Deliveries;
using Notify.Storage.Postgres.Database;

namespace Notify.Storage.Postgres.Flows;

/// <summary>
/// Numbers of flows and what they stand for. Flows are never changed or removed, and few, so all that were met are kept. What is not known yet is asked for, and
/// added, on a connection of its own: call it before the operation's own connection is opened.
/// </summary>
internal sealed class FlowCache(PostgresDatabase database)
{
    private readonly ConcurrentDictionary<FlowKey, int> _ids = new();
    private readonly ConcurrentDictionary<int, FlowKey> _keys = new();

    /// <summary>The numbers of flows, in the order given; made where they have none.</summary>
    public ValueTask<int[]> GetOrAddAsync(IReadOnlyList<FlowKey> keys, CancellationToken cancellationToken)
    {
        var ids = new int[keys.Count];
        return TryFill(keys, ids) ? new ValueTask<int[]>(ids) : new ValueTask<int[]>(AddAsync(keys, ids, cancellationToken));
    }

    /// <summary>A flow's number, or null where nothing was ever queued in it.</summary>
    public async ValueTask<int?> FindAsync(FlowKey key, CancellationToken cancellationToken)
    {
        if (_ids.TryGetValue(key, out var known))
        {
            return known;
        }

        var id = await database.RunAsync("look up a flow", (session, token) => FlowTable.FindAsync(session, key, token), cancellationToken).ConfigureAwait(false);
        return id is { } found ? Remember(found, key) : null;
    }

    /// <summary>What numbers stand for, in the order given.</summary>
    public ValueTask<FlowKey[]> GetAsync(IReadOnlyList<int> ids, CancellationToken cancellationToken)
    {
        var keys = new FlowKey[ids.Count];
        return TryFill(ids, keys) ? new ValueTask<FlowKey[]>(keys) : new ValueTask<FlowKey[]>(ReadAsync(ids, keys, cancellationToken));
    }

    /// <summary>What a number stands for, where that is in memory; after <see cref="GetAsync"/> it is.</summary>
    public FlowKey? Peek(int id) => _keys.GetValueOrDefault(id);

    private async Task<int[]> AddAsync(IReadOnlyList<FlowKey> keys, int[] ids, CancellationToken cancellationToken)
    {
        FlowKey[] missing = [.. keys.Where(key => !_ids.ContainsKey(key)).Distinct()];
        var found = await database.RunAsync("add flows", (session, token) => FlowTable.GetOrAddAsync(session, missing, token), cancellationToken)
            .ConfigureAwait(false);
        for (var i = 0; i < missing.Length; i++)
        {
            Remember(found[i], missing[i]);
        }

        return TryFill(keys, ids) ? ids : throw new InvalidOperationException("A flow that was added is missing.");
    }

    private async Task<FlowKey[]> ReadAsync(IReadOnlyList<int> ids, FlowKey[] keys, CancellationToken cancellationToken)
    {
        int[] missing = [.. ids.Where(id => !_keys.ContainsKey(id)).Distinct()];
        var found = await database.RunAsync("read flows", (session, token) => FlowTable.GetAsync(session, missing, token), cancellationToken).ConfigureAwait(false);
        foreach (var (id, key) in found)
        {
            Remember(id, key);
        }

        return TryFill(ids, keys) ? keys : throw new InvalidOperationException("A flow that deliveries name is missing.");
    }

    private bool TryFill(IReadOnlyList<FlowKey> keys, int[] ids)
    {
        for (var i = 0; i < ids.Length; i++)
        {
            // Deliveries queued together mostly share their key.
            if (i > 0 && ReferenceEquals(keys[i], keys[i - 1]))
            {
                ids[i] = ids[i - 1];
            }
            else if (!_ids.TryGetValue(keys[i], out ids[i]))
            {
                return false;
            }
        }

        return true;
    }

    private bool TryFill(IReadOnlyList<int> ids, FlowKey[] keys)
    {
        for (var i = 0; i < keys.Length; i++)
        {
            if (!_keys.TryGetValue(ids[i], out keys[i]!))
            {
                return false;
            }
        }

        return true;
    }

    private int Remember(int id, FlowKey key)
    {
        _keys[id] = key;
        _ids[key] = id;
        return id;
    }
}
