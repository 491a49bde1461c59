using Notify.Deliveries;
using Notify.Storage.Sqlite.Database;

namespace Notify.Storage.Sqlite.Flows;

/// <summary>Numbers for flow keys, remembered per connection.</summary>
internal sealed class FlowTable(Connection connection)
{
    private static readonly SqlFile Sql = SqlFile.Of("Flows/flow");

    private readonly Statement _find = connection.Prepare(Sql["find"]);
    private readonly Statement _add = connection.Prepare(Sql["add"]);
    private readonly Statement _get = connection.Prepare(Sql["get"]);
    private readonly Dictionary<FlowKey, long> _ids = [];
    private readonly Dictionary<long, FlowKey> _keys = [];

    /// <summary>The number of a flow, made where it has none.</summary>
    public long GetOrAdd(FlowKey key)
    {
        if (_ids.TryGetValue(key, out var known))
        {
            return known;
        }

        var id = Bind(_find, key).Number() ?? Add(key);
        Remember(id, key);
        return id;
    }

    public FlowKey Get(long id)
    {
        if (_keys.TryGetValue(id, out var known))
        {
            return known;
        }

        _get.Bind(1, id);
        if (!_get.Step())
        {
            throw new InvalidOperationException($"Flow {id} is missing.");
        }

        var key = new FlowKey(
            _get.Text(0), new Channel(_get.Text(1)), _get.Text(2), _get.Text(3), _get.Text(4), (Priority)_get.Number(5));
        _get.Reset();
        Remember(id, key);
        return key;
    }

    /// <summary>After a rollback: a number given in it may be given again.</summary>
    public void Forget()
    {
        _ids.Clear();
        _keys.Clear();
    }

    private static Statement Bind(Statement statement, FlowKey key) => statement
        .Bind(1, key.Tenant).Bind(2, key.Channel.Name).Bind(3, key.Account).Bind(4, key.Domain).Bind(5, key.Template).Bind(6, (long)key.Priority);

    private long Add(FlowKey key)
    {
        Bind(_add, key).Run();
        return connection.LastRow;
    }

    private void Remember(long id, FlowKey key)
    {
        _ids[key] = id;
        _keys[id] = key;
    }
}
