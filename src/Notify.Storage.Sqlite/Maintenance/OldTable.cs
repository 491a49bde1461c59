using Notify.Deliveries;
using Notify.Storage.Sqlite.Database;

namespace Notify.Storage.Sqlite.Maintenance;

/// <summary>What is old, found in the order in which it was stored, so that no index has to know its age.</summary>
internal sealed class OldTable(Connection connection)
{
    private static readonly SqlFile Sql = SqlFile.Of("Maintenance/old");

    private readonly Statement _deliveries = connection.Prepare(Sql["deliveries"]);
    private readonly Statement _dropDelivery = connection.Prepare(Sql["drop_delivery"]);
    private readonly Statement _dropPayload = connection.Prepare(Sql["drop_payload"]);
    private readonly Statement _dropTrail = connection.Prepare(Sql["drop_trail"]);
    private readonly Statement _receipts = connection.Prepare(Sql["receipts"]);
    private readonly Statement _dropReceipts = connection.Prepare(Sql["drop_receipts"]);
    private readonly Statement _dropOtherAudit = connection.Prepare(Sql["drop_other_audit"]);

    /// <summary>The next deliveries after a row that were stored before a time, at most so many.</summary>
    public List<OldDelivery> Deliveries(long after, long before, int limit)
    {
        var old = new List<OldDelivery>();
        _deliveries.Bind(1, after).Bind(2, limit);
        while (_deliveries.Step())
        {
            if (_deliveries.Number(4) >= before)
            {
                _deliveries.Reset();
                break;
            }

            old.Add(new OldDelivery(_deliveries.Number(0), _deliveries.Id(1), _deliveries.Number(2), (DeliveryState)_deliveries.Number(3), _deliveries.Number(5)));
        }

        return old;
    }

    public void Drop(in OldDelivery delivery)
    {
        _dropTrail.Bind(1, delivery.Id).Run();
        _dropPayload.Bind(1, delivery.Row).Run();
        _dropDelivery.Bind(1, delivery.Row).Run();
    }

    /// <summary>Drops receipts stored before a time, oldest first.</summary>
    /// <returns>How many went.</returns>
    public int DropReceipts(long before, int limit)
    {
        var last = 0L;
        _receipts.Bind(1, limit);
        while (_receipts.Step())
        {
            if (_receipts.Number(1) >= before)
            {
                _receipts.Reset();
                break;
            }

            last = _receipts.Number(0);
        }

        return last == 0 ? 0 : _dropReceipts.Bind(1, last).Change();
    }

    /// <summary>Drops audit of contacts, gates and quotas written before a time, oldest first.</summary>
    /// <returns>How many rows went.</returns>
    public int DropOtherAudit(long before, int limit) => _dropOtherAudit.Bind(1, before).Bind(2, limit).Change();
}
