using Notify.Auditing;
using Notify.Deliveries;
using Notify.Storage.Sqlite.Auditing;
using Notify.Storage.Sqlite.Database;
using Notify.Storage.Sqlite.Receipts;

namespace Notify.Storage.Sqlite.Deliveries;

/// <summary>Writes what became of deliveries, for the worker that holds them and nobody else.</summary>
internal static class SettleWork
{
    public static IReadOnlyList<SettleStatus> Run(Session session, long lease, IReadOnlyList<Settlement> settlements)
    {
        var results = new SettleStatus[settlements.Count];
        for (var i = 0; i < results.Length; i++)
        {
            results[i] = Settle(session, lease, settlements[i]);
        }

        return results;
    }

    /// <summary>When a delivery settled to be queued is due; null for as it was.</summary>
    public static long? DueAt(Settlement settlement, long now) => settlement.DueAt is { } at
        ? StoreTime.Ceiling(at)
        : settlement.DueIn is { } wait ? now + StoreTime.Length(wait) : null;

    /// <summary>What the audit says of a settlement.</summary>
    public static Change ChangeBy(Settlement settlement, string? actor) => new(actor)
    {
        Event = AuditEvents.Of(settlement),
        Send = settlement.SendNumber,
        ErrorCode = settlement.ErrorCode,
        Detail = settlement.Detail,
    };

    private static SettleStatus Settle(Session session, long lease, Settlement settlement)
    {
        var row = session.Deliveries.Find(settlement.DeliveryId);
        if (row?.Lease == lease)
        {
            // What was put off before it was sent again is an operator's, and goes on.
            var written = row is { HasFallenBack: true, State: DeliveryState.Sending } ? settlement.InsteadOfAgain() : settlement;
            var worker = row.Worker;
            row.MoveTo(written, DueAt(written, session.Now));
            (row.SettledLease, row.SettledState) = (lease, settlement.State);
            if (written is { State: DeliveryState.Queued, IsWindow: true } && row.FallbackId is { } held)
            {
                session.Plans.Postpone(held, row.DueAt);
            }

            session.Deliveries.Save(row, session.Now, ChangeBy(written, worker));
            if (written is { State: DeliveryState.Blocked, Reason: Reasons.Erased })
            {
                // Of a version that stored it across the erasure: it tells of the person no longer.
                session.Erased.Clear(row.ContactId);
            }

            return SettleStatus.Applied;
        }

        // The answer to its first commit was lost.
        if (row?.SettledLease == lease && row.SettledState == settlement.State)
        {
            return SettleStatus.Applied;
        }

        if (settlement.State == DeliveryState.Sent)
        {
            Evidence.Keep(session, row, settlement);
        }

        return SettleStatus.Fenced;
    }
}
