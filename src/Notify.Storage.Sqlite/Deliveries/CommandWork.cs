using Notify.Auditing;
using Notify.Deliveries;
using Notify.Storage.Sqlite.Auditing;
using Notify.Storage.Sqlite.Database;

namespace Notify.Storage.Sqlite.Deliveries;

/// <summary>Does to deliveries what somebody asked for.</summary>
internal static class CommandWork
{
    public static int Cancel(Session session, DeliverySelection selection, string reason, CommandInfo info, Predicate<FlowKey>? mayCancel = null)
    {
        var cancelled = 0;
        foreach (var number in session.Selections.Rows(selection, DeliveryState.Queued, DeliveryState.Claimed, DeliveryState.Held))
        {
            var row = session.Deliveries.Get(number);
            if (mayCancel is null || mayCancel(row.Flow))
            {
                row.MoveTo(DeliveryState.Cancelled, reason);
                session.Deliveries.Save(row, session.Now, new Change(info.By) { Detail = info.Reason });
                cancelled++;
            }
        }

        return cancelled;
    }

    public static int Reschedule(Session session, DeliverySelection selection, DateTimeOffset dueAt, CommandInfo info)
    {
        var rows = session.Selections.Rows(selection, DeliveryState.Queued);
        foreach (var number in rows)
        {
            var row = session.Deliveries.Get(number);
            row.MoveTo(DeliveryState.Queued, Reasons.Requested);
            row.DueAt = StoreTime.Ceiling(dueAt);
            if (row.FallbackId is { } held)
            {
                session.Plans.Postpone(held, row.DueAt);
            }

            session.Deliveries.Save(row, session.Now, new Change(info.By) { Event = AuditEvents.Deferred, Detail = info.Reason });
        }

        return rows.Count;
    }

    public static int Requeue(Session session, DeliverySelection selection, CommandInfo info)
    {
        var rows = session.Selections.Rows(
            selection, DeliveryState.Failed, DeliveryState.Unconfirmed, DeliveryState.Expired, DeliveryState.Cancelled);
        var requeued = 0;
        foreach (var number in rows)
        {
            var row = session.Deliveries.Get(number);
            if (session.Contacts.Get(row.ContactId)?.IsOptedOutOf(row.Flow.Channel) != true
                && (selection.DeliveryId == row.Id || (!row.HasFallenBack && !session.Plans.NeverTookOver(number))))
            {
                row.MoveTo(DeliveryState.Queued, Reasons.Requested);
                row.DueAt = session.Now;
                row.Attempts = 0;
                row.ExpiresAt = row.ExpiresAt <= session.Now ? null : row.ExpiresAt;
                session.Deliveries.Save(row, session.Now, new Change(info.By) { Detail = info.Reason });
                requeued++;
            }
        }

        return requeued;
    }
}
