using Notify.Deliveries;
using Notify.Gates;
using Notify.Storage.Sqlite.Database;
using Notify.Storage.Sqlite.Deliveries;

namespace Notify.Storage.Sqlite.Gates;

/// <summary>The gates as one claim or mark obeys them.</summary>
internal sealed class GateView(Session session)
{
    private readonly List<StoredGate> _shut = session.Gates.Shut(session.Now);
    private HashSet<StoredGate>? _free;

    /// <summary>The gates before a flow.</summary>
    public List<StoredGate> Before(FlowKey flow) => _shut.Count == 0 ? _shut : _shut.FindAll(g => g.Gate.Scope.Covers(flow));

    /// <summary>Whether a delivery waits behind a gate that it does not try itself.</summary>
    public bool IsStopped(DeliveryRow row) => Before(row.Flow).Exists(g => !g.Gate.IsTriedBy(row.Id, row.Lease ?? 0, session.NowTime));

    /// <summary>Whether one delivery of what is behind these gates may try all of them.</summary>
    public bool MayTry(List<StoredGate> gates)
    {
        _free ??= [.. _shut.Where(g => session.Gates.MayBeTried(g.Gate, session.NowTime))];
        return gates.TrueForAll(_free.Contains);
    }

    /// <summary>Lets a delivery through.</summary>
    public void Try(List<StoredGate> gates, Guid deliveryId, in ClaimLease lease)
    {
        foreach (var gate in gates)
        {
            session.Gates.Try(gate.Row, deliveryId, lease.Number, lease.End);
        }

        _free!.ExceptWith(gates);
    }
}
