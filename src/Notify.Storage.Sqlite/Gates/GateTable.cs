using Notify.Deliveries;
using Notify.Gates;
using Notify.Storage.Sqlite.Database;

namespace Notify.Storage.Sqlite.Gates;

/// <summary>The gates. A handful of rows, read as a whole inside the transaction that obeys them.</summary>
internal sealed class GateTable(Connection connection)
{
    private static readonly SqlFile Sql = SqlFile.Of("Gates/gate");

    private readonly Statement _all = connection.Prepare(Sql["all"]);
    private readonly Statement _add = connection.Prepare(Sql["add"]);
    private readonly Statement _remove = connection.Prepare(Sql["remove"]);

    /// <summary>The gates that are closed at a time.</summary>
    public IReadOnlyList<Gate> Closed(long now)
    {
        var time = StoreTime.ToTime(now);
        return [.. All().Where(g => g.IsClosed(time)).Select(g => g.Gate)];
    }

    /// <summary>Whether one of some gates is before a flow.</summary>
    public static bool AnyCovers(IReadOnlyList<Gate> gates, FlowKey flow)
    {
        foreach (var gate in gates)
        {
            if (gate.Scope.Covers(flow))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>All rows, those whose time is over too.</summary>
    public List<StoredGate> All()
    {
        var gates = new List<StoredGate>();
        while (_all.Step())
        {
            var scope = new GateScope
            {
                Tenant = _all.TextOrNull(1),
                Channel = _all.TextOrNull(2),
                Account = _all.TextOrNull(3),
                Domain = _all.TextOrNull(4),
                Template = _all.TextOrNull(5),
            };
            var gate = new Gate(
                scope, _all.Text(6), _all.Text(7), StoreTime.ToTime(_all.Number(8)), StoreTime.ToTime(_all.NumberOrNull(9)));
            gates.Add(new StoredGate(_all.Number(0), gate));
        }

        return gates;
    }

    public void Add(Gate gate)
    {
        var scope = gate.Scope;
        _add.Bind(1, scope.Tenant).Bind(2, scope.Channel).Bind(3, scope.Account).Bind(4, scope.Domain).Bind(5, scope.Template)
            .Bind(6, gate.Source).Bind(7, gate.Reason).Bind(8, StoreTime.Floor(gate.ClosedAt))
            .Bind(9, gate.Until is { } until ? StoreTime.Ceiling(until) : null).Run();
    }

    public void Remove(long row) => _remove.Bind(1, row).Run();
}
