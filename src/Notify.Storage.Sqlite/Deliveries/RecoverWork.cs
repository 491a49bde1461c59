using Notify.Deliveries;
using Notify.Storage.Sqlite.Auditing;
using Notify.Storage.Sqlite.Database;

namespace Notify.Storage.Sqlite.Deliveries;

/// <summary>Maintenance of the queue: leases, expiry, doubt, old keys and idle limits.</summary>
internal static class RecoverWork
{
    public static RecoveryReport Run(Session session, RecoveryRequest request)
    {
        var limit = request.Limit;
        var returned = Move(
            session, session.Recovery.Lapsed(DeliveryState.Claimed, session.Now, limit), DeliveryState.Queued, Reasons.LeaseOver);
        var unconfirmed = Move(
            session, session.Recovery.Lapsed(DeliveryState.Sending, session.Now, limit), DeliveryState.Unconfirmed, Reasons.LeaseOver);
        var expired = Move(session, session.Recovery.Expiring(session.Now, limit), DeliveryState.Expired, Reasons.Expired);
        var (resent, failed) = DoubtWork.Run(session, request);
        var keys = session.Keys.DropExpired(session.Now, limit);
        session.Limits.DropIdle(session.Now, limit);

        var hasMore = returned == limit || unconfirmed == limit || expired == limit || resent + failed == limit || keys == limit;
        return new RecoveryReport(returned, unconfirmed, resent, failed, expired, hasMore);
    }

    private static int Move(Session session, List<long> rows, DeliveryState state, string reason)
    {
        foreach (var number in rows)
        {
            var row = session.Deliveries.Get(number);
            row.MoveTo(state, reason);
            session.Deliveries.Save(row, session.Now, new Change(Actors.Maintenance) { Send = state == DeliveryState.Unconfirmed ? row.Sends : 0 });
        }

        return rows.Count;
    }
}
