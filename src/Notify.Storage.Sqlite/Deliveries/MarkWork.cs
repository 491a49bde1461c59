using Notify.Deliveries;
using Notify.Storage.Sqlite.Database;
using Notify.Storage.Sqlite.Gates;

namespace Notify.Storage.Sqlite.Deliveries;

/// <summary>Marks deliveries as being sent: the last look before the call to the provider.</summary>
internal static class MarkWork
{
    public static IReadOnlyList<MarkResult> Run(Session session, long lease, IReadOnlyList<MarkItem> items)
    {
        var gates = new GateView(session);
        var results = new MarkResult[items.Count];
        for (var i = 0; i < results.Length; i++)
        {
            results[i] = Mark(session, lease, items[i], gates);
        }

        return results;
    }

    private static MarkResult Mark(Session session, long lease, MarkItem item, GateView gates)
    {
        var row = session.Deliveries.Find(item.DeliveryId);
        if (row is not { State: DeliveryState.Claimed } || row.Lease != lease || row.LeaseEnd <= session.Now)
        {
            return new MarkResult(MarkStatus.Lost, 0, row?.Attempts ?? 0);
        }

        // An opt-out ends all it finds. What was queued behind it, by somebody who had read the contact before, is found here.
        if (!row.Flow.IgnoresOptOut && session.Contacts.Get(row.ContactId)?.IsOptedOutOf(row.Flow.Channel) == true)
        {
            return GiveUp(session, row, MarkStatus.Lost, DeliveryState.Cancelled, Reasons.OptOut);
        }

        if (row.ExpiresAt <= session.Now)
        {
            return GiveUp(session, row, MarkStatus.Expired, DeliveryState.Expired, Reasons.Expired);
        }

        if (gates.IsStopped(row))
        {
            return GiveUp(session, row, MarkStatus.Stopped, DeliveryState.Queued, Reasons.Gate);
        }

        row.State = DeliveryState.Sending;
        row.Reason = null;
        row.Sends++;
        row.Attempts++;
        session.Deliveries.SaveMark(row, session.Now, new Change(row.Worker) { Send = row.Sends, Detail = item.Note });
        return new MarkResult(MarkStatus.Marked, row.Sends, row.Attempts);
    }

    private static MarkResult GiveUp(Session session, DeliveryRow row, MarkStatus status, DeliveryState state, string reason)
    {
        var worker = row.Worker;
        row.MoveTo(state, reason);
        session.Deliveries.Save(row, session.Now, new Change(worker));
        return new MarkResult(status, 0, row.Attempts);
    }
}
