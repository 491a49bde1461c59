using Notify.Deliveries;
using Notify.Plans;
using Notify.Storage.Sqlite.Auditing;
using Notify.Storage.Sqlite.Database;
using Notify.Storage.Sqlite.Deliveries;

namespace Notify.Storage.Sqlite.Plans;

/// <summary>Held deliveries follow their primaries, and their clocks, by <see cref="FallbackRules"/>.</summary>
internal static class FollowWork
{
    /// <summary>Follows the primaries that have moved, by what they have come to.</summary>
    public static void Run(Session session)
    {
        foreach (var (id, primary) in session.Plans.TakeMoved())
        {
            Follow(session, id, primary);
        }
    }

    /// <summary>Lets those take their primaries' places whose clocks are over.</summary>
    /// <returns>How many did, and how many were looked at.</returns>
    public static (int FellBack, int Seen) FireDue(Session session, int limit)
    {
        var due = session.Plans.Due(session.Now, limit);
        return (due.Count(d => FireDue(session, d)), due.Count);
    }

    private static bool FireDue(Session session, in DueFallback due)
    {
        var primary = session.Deliveries.Find(due.PrimaryId);
        if (primary?.State == DeliveryState.Sending && due.FallsAfter is { } wait && primary.UpdatedAt + wait > session.Now)
        {
            session.Plans.FireAt(due.Id, primary.UpdatedAt + wait);
            return false;
        }

        if (!Fire(session, due.Id, due.PrimaryId, Actors.Maintenance))
        {
            return false;
        }

        if (session.Deliveries.Find(due.PrimaryId) is { State: DeliveryState.Queued or DeliveryState.Claimed } waiting)
        {
            waiting.MoveTo(DeliveryState.Cancelled, Reasons.FellBack);
            session.Deliveries.Save(waiting, session.Now, new Change(Actors.Maintenance));
        }

        return true;
    }

    private static void Follow(Session session, Guid id, in MovedPrimary primary)
    {
        switch (FallbackRules.Next(primary.State, primary.Reason))
        {
            case FallbackStep.Wait:
                session.Plans.AwaitDelivery(id, primary.AwaitsSince);
                break;
            case FallbackStep.Fire:
                Fire(session, id, primary.Id, Actors.App);
                break;
            case FallbackStep.Drop:
                End(session, id, DeliveryState.Cancelled, Reasons.PrimaryDelivered);
                break;
            case FallbackStep.Cancel:
                End(session, id, DeliveryState.Cancelled, Reasons.PrimaryEnded);
                break;
            case FallbackStep.Expire:
                End(session, id, DeliveryState.Expired, Reasons.Expired);
                break;
        }
    }

    // False where it no longer waits, or has expired by now.
    private static bool Fire(Session session, Guid id, Guid primaryId, string by)
    {
        if (session.Deliveries.Find(id) is not { State: DeliveryState.Held } held)
        {
            return false;
        }

        var isExpired = held.ExpiresAt <= session.Now;
        held.MoveTo(isExpired ? DeliveryState.Expired : DeliveryState.Queued, isExpired ? Reasons.Expired : Reasons.FellBack);
        held.DueAt = session.Now;
        session.Deliveries.Save(held, session.Now, new Change(by));
        if (!isExpired)
        {
            session.Plans.FallBack(primaryId);
        }

        return !isExpired;
    }

    private static void End(Session session, Guid id, DeliveryState state, string reason)
    {
        if (session.Deliveries.Find(id) is { State: DeliveryState.Held } held)
        {
            held.MoveTo(state, reason);
            session.Deliveries.Save(held, session.Now, new Change(Actors.App));
        }
    }
}
