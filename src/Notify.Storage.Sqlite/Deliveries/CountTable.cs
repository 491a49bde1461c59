using System.Runtime.InteropServices;
using Notify.Deliveries;
using Notify.Storage.Sqlite.Database;
using Notify.Storage.Sqlite.Flows;

namespace Notify.Storage.Sqlite.Deliveries;

/// <summary>How many deliveries of a flow are in a state: kept up with every change, so that counting never reads history.</summary>
internal sealed class CountTable(Connection connection)
{
    private static readonly SqlFile Sql = SqlFile.Of("Deliveries/count");

    private readonly Statement _add = connection.Prepare(Sql["add"]);
    private readonly Statement _all = connection.Prepare(Sql["all"]);
    private readonly Statement _ofTenant = connection.Prepare(Sql["of_tenant"]);

    // Gathered over an operation and written at its end: a batch of a thousand changes a handful of counts.
    private readonly Dictionary<(long FlowId, DeliveryState State), long> _changes = [];

    public void Add(long flowId, DeliveryState state, long deliveries) =>
        CollectionsMarshal.GetValueRefOrAddDefault(_changes, (flowId, state), out _) += deliveries;

    public void Move(long flowId, DeliveryState from, DeliveryState to)
    {
        if (from != to)
        {
            Add(flowId, from, -1);
            Add(flowId, to, 1);
        }
    }

    /// <summary>Writes what was gathered.</summary>
    public void Flush()
    {
        foreach (var ((flowId, state), deliveries) in _changes)
        {
            if (deliveries != 0)
            {
                _add.Bind(1, flowId).Bind(2, (long)state).Bind(3, deliveries).Run();
            }
        }

        _changes.Clear();
    }

    public void Forget() => _changes.Clear();

    public IReadOnlyList<DeliveryCount> Read(string? tenant, DeliveryState? state, FlowTable flows)
    {
        var counts = new List<DeliveryCount>();
        _all.Bind(1, tenant).Bind(2, (long?)state);
        while (_all.Step())
        {
            counts.Add(new DeliveryCount(
                flows.Get(_all.Number(0)), (DeliveryState)_all.Number(1), _all.Number(2), StoreTime.ToTime(_all.NumberOrNull(3))));
        }

        return counts;
    }

    public long OfTenant(string tenant, DeliveryState state) => _ofTenant.Bind(1, tenant).Bind(2, (long)state).Number() ?? 0;
}
