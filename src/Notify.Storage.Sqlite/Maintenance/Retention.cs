using Notify.Maintenance;
using Notify.Storage.Sqlite.Database;

namespace Notify.Storage.Sqlite.Maintenance;

/// <summary>Retention in SQLite: a few rows a call, so that the one writer is never held up for long.</summary>
internal sealed class Retention(SqliteDatabase database) : IRetention
{
    private static readonly long Rest = StoreTime.Length(RetentionOptions.ShortestHistory);

    // How far the round under way has come; what is live or moved lately is passed over until the next round.
    private long _passed;

    public async Task<RetentionReport> RemoveAsync(TimeSpan age, int limit, CancellationToken cancellationToken)
    {
        var after = Volatile.Read(ref _passed);
        var (report, passed) = await database.WriteAsync("remove what is old", session => Remove(session, age, limit, after), cancellationToken).ConfigureAwait(false);
        Volatile.Write(ref _passed, passed);
        return report;
    }

    private static (RetentionReport Report, long Passed) Remove(Session session, TimeSpan age, int limit, long after)
    {
        var before = session.Now - StoreTime.Length(age);
        var old = session.Old.Deliveries(after, before, limit);
        var finished = old.FindAll(d => !d.IsLive && d.UpdatedAt < session.Now - Rest);
        foreach (var delivery in finished)
        {
            session.Old.Drop(delivery);
            session.Counts.Add(delivery.FlowId, delivery.State, -1);
        }

        var isRoundOver = old.Count < limit;
        var hasMore = !isRoundOver | session.Old.DropReceipts(before, limit) == limit | session.Old.DropOtherAudit(before, limit) == limit
            | session.Inbound.RemoveOld(before, limit) == limit | session.Webhooks.RemoveOld(before, limit) == limit;
        return (new RetentionReport(finished.Count, hasMore), isRoundOver ? 0 : old[^1].Row);
    }
}
