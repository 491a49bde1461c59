using Notify.Deliveries;
using Notify.Storage.Sqlite.Auditing;
using Notify.Storage.Sqlite.Database;
using Notify.Storage.Sqlite.Plans;

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
        var waiting = Move(session, session.Recovery.WaitingExpiring(session.Now, limit), DeliveryState.Expired, Reasons.Expired);
        var (resent, failed, settled) = DoubtWork.Run(session, request);

        // By what primaries have come to above, first: each held one moves once.
        FollowWork.Run(session);
        var (fellBack, seen) = FollowWork.FireDue(session, limit);
        var keys = session.Keys.DropExpired(session.Now, limit);
        session.Limits.DropIdle(session.Now, limit);

        var hasMore = returned == limit || unconfirmed == limit || expired == limit || settled == limit || keys == limit || waiting == limit || seen == limit;
        return new RecoveryReport(returned, unconfirmed, resent, failed, expired + waiting, hasMore) { FellBack = fellBack };
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
