using Notify.Auditing;
using Notify.Deliveries;
using Notify.Storage.Postgres.Database;

namespace Notify.Storage.Postgres.Deliveries;

/// <summary>
/// Makes the trail. Neither the queueing nor a claim nor a mark is written as an entry of its own: the message tells the first, and the step after them
/// (or the live row, while there is none) the others.
/// </summary>
internal static class Trail
{
    public static IReadOnlyList<AuditEntry> Of(List<TrailRow> rows, string tenant)
    {
        // What a policy forbade when it was queued was never queued.
        var neverQueued = rows
            .Where(r => r is { Source: TrailSource.History, State: (int)DeliveryState.Blocked, ClaimedAt: null })
            .Select(r => r.DeliveryId).ToHashSet();
        return
        [
            .. rows
                .Where(r => r.Source != TrailSource.Message || !neverQueued.Contains(r.DeliveryId))
                .SelectMany(row => Entries(row, tenant).Select((entry, step) => (Entry: entry, row.Number, Step: step)))
                .OrderBy(e => e.Entry.At).ThenBy(e => e.Number).ThenBy(e => e.Step)
                .Select(e => e.Entry),
        ];
    }

    private static IEnumerable<AuditEntry> Entries(TrailRow row, string tenant)
    {
        if (row.ClaimedAt is { } claimed)
        {
            yield return By(row.Worker, DeliveryState.Claimed, claimed, row, tenant);
        }

        if (row.MarkedAt is { } marked)
        {
            yield return By(row.Worker, DeliveryState.Sending, marked, row, tenant) with { SendNumber = row.Sends, Detail = row.Note };
        }

        if (row.Source != TrailSource.Live)
        {
            yield return new AuditEntry
            {
                At = StoreTime.ToTime(row.At),
                Event = row.Event ?? AuditEvents.Of((DeliveryState)row.State),
                Tenant = tenant,
                DeliveryId = row.DeliveryId,
                ContactId = row.ContactId,
                SendNumber = row.Send,
                Reason = row.Reason,
                ErrorCode = row.ErrorCode,
                Detail = row.Detail,
                By = row.By,
            };
        }
    }

    private static AuditEntry By(string? worker, DeliveryState state, DateTime at, TrailRow row, string tenant) => new()
    {
        At = StoreTime.ToTime(at),
        Event = AuditEvents.Of(state),
        Tenant = tenant,
        DeliveryId = row.DeliveryId,
        ContactId = row.ContactId,
        By = worker,
    };
}
