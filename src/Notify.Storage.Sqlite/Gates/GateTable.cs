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
    private readonly Statement _try = connection.Prepare(Sql["try"]);
    private readonly Statement _isHeld = connection.Prepare(Sql["is_held"]);
    private readonly Statement _lastWord = connection.Prepare(Sql["last_word"]);
    private readonly Statement _forgetWord = connection.Prepare(Sql["forget_word"]);
    private readonly Statement _addWord = connection.Prepare(Sql["add_word"]);

    /// <summary>The gates that are closed at a time, or being tried.</summary>
    public List<StoredGate> Shut(long now)
    {
        var time = StoreTime.ToTime(now);
        return All().FindAll(g => g.IsShut(time));
    }

    /// <summary>All rows, those whose time is over too.</summary>
    public List<StoredGate> All()
    {
        var gates = new List<StoredGate>();
        while (_all.Step())
        {
            gates.Add(new StoredGate(_all.Number(0), Read()));
        }

        return gates;
    }

    public void Add(Gate gate)
    {
        Bind(_add, gate.Scope, gate.Source).Bind(8, gate.Reason).Bind(9, StoreTime.Floor(gate.ClosedAt))
            .Bind(10, gate.Until is { } until ? StoreTime.Ceiling(until) : null).Bind(11, (long?)gate.Mends).Bind(12, gate.Refusals).Run();
    }

    /// <summary>Whether another delivery may try a gate.</summary>
    public bool MayBeTried(Gate gate, DateTimeOffset now) =>
        gate.IsProbing(now) && !(gate.Probe is { } probe && probe.Until > now && _isHeld.Bind(1, probe.DeliveryId).Bind(2, probe.Lease).Number() is not null);

    /// <summary>Lets a delivery through to try.</summary>
    public void Try(long row, Guid deliveryId, long lease, long leaseEnd) => _try.Bind(1, row).Bind(2, deliveryId).Bind(3, lease).Bind(4, leaseEnd).Run();

    public void Remove(long row) => _remove.Bind(1, row).Run();

    /// <summary>When a source last spoke of a scope.</summary>
    public long? LastWord(GateScope scope, string source) => Bind(_lastWord, scope, source).Number();

    /// <summary>Keeps when a source spoke of a scope.</summary>
    public void Hear(GateScope scope, string source, long saidAt)
    {
        Bind(_forgetWord, scope, source).Run();
        Bind(_addWord, scope, source).Bind(8, saidAt).Run();
    }

    private static Statement Bind(Statement statement, GateScope scope, string source) => statement
        .Bind(1, scope.Tenant).Bind(2, scope.Channel).Bind(3, scope.Account).Bind(4, scope.Domain).Bind(5, scope.Template).Bind(6, scope.Country).Bind(7, source);

    private Gate Read()
    {
        var scope = new GateScope
        {
            Tenant = _all.TextOrNull(1),
            Channel = _all.TextOrNull(2),
            Account = _all.TextOrNull(3),
            Domain = _all.TextOrNull(4),
            Template = _all.TextOrNull(5),
            Country = _all.TextOrNull(6),
        };
        return new Gate(scope, _all.Text(7), _all.Text(8), StoreTime.ToTime(_all.Number(9)), StoreTime.ToTime(_all.NumberOrNull(10)))
        {
            Mends = (Mending?)_all.NumberOrNull(11),
            Refusals = (int)_all.Number(12),
            Probe = _all.IdOrNull(13) is { } probe ? new GateProbe(probe, _all.Number(14), StoreTime.ToTime(_all.Number(15))) : null,
        };
    }
}
