using Notify.Deliveries;

namespace Notify.Testing.InMemory;

/// <summary>Marks a claimed delivery as being sent, where it still may be.</summary>
internal static class Marking
{
    public static MarkResult Run(InMemoryState state, long lease, MarkItem item, DateTimeOffset now)
    {
        if (!state.Deliveries.TryGetValue(item.DeliveryId, out var row)
            || row.State != DeliveryState.Claimed || row.Lease != lease || row.LeaseUntil <= now)
        {
            return new MarkResult(MarkStatus.Lost, 0, 0);
        }

        // An opt-out ends all it finds. What was queued behind it, by somebody who had read the contact before, is found here.
        if (!row.Given.Flow.IgnoresOptOut && state.Contacts.Find(row.Given.ContactId)?.IsOptedOutOf(row.Given.Flow.Channel) == true)
        {
            state.Move(row, DeliveryState.Cancelled, now, new Change(row.Worker, Reasons.OptOut));
            return new MarkResult(MarkStatus.Lost, 0, row.Attempts);
        }

        if (row.IsExpired(now))
        {
            state.Move(row, DeliveryState.Expired, now, new Change(row.Worker, Reasons.Expired));
            return new MarkResult(MarkStatus.Expired, 0, row.Attempts);
        }

        if (state.IsStopped(row, now))
        {
            state.Move(row, DeliveryState.Queued, now, new Change(row.Worker, Reasons.Gate));
            return new MarkResult(MarkStatus.Stopped, 0, row.Attempts);
        }

        row.MarkedAt = now;
        row.Sends++;
        row.Attempts++;
        state.Move(row, DeliveryState.Sending, now, new Change(row.Worker) { SendNumber = row.Sends, Detail = item.Note });
        return new MarkResult(MarkStatus.Marked, row.Sends, row.Attempts);
    }
}
