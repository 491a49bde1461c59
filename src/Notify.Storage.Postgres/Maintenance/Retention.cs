using Microsoft.Extensions.Logging;
using Notify.Maintenance;
using Notify.Storage.Postgres.Database;
using Notify.Storage.Postgres.Inbox;

namespace Notify.Storage.Postgres.Maintenance;

/// <summary>
/// Retention in PostgreSQL: weeks are dropped whole once nothing of them is live; of those that cannot be dropped the finished deliveries go one by one. Makes
/// the partitions of the weeks to come.
/// </summary>
internal sealed class Retention(PostgresDatabase database, ILogger<Retention> logger) : IRetention
{
    private const string Operation = "remove what is old";
    private const int MostDrops = 100;

    // What has moved of late stays so long: receipts for it may still come.
    private static readonly TimeSpan Rest = RetentionOptions.ShortestHistory;

    private static readonly SqlFile Sql = SqlFile.Of("Maintenance/retention");

    public async Task<RetentionReport> RemoveAsync(TimeSpan age, int limit, CancellationToken cancellationToken)
    {
        await database.RunAsync(
            Operation, (session, token) => session.ReadAsync(Sql["prepare"], _ => { }, r => r.GetString(1), token), cancellationToken).ConfigureAwait(false);
        await WarnAsync(cancellationToken).ConfigureAwait(false);
        var (dropped, hasMore) = await database.RunAsync(
            Operation, (session, token) => DropAsync(session, age, token), cancellationToken).ConfigureAwait(false);
        var removed = await database.RunAsync(
            Operation,
            (session, token) => session.ReadAsync(Sql["remove"], p => p.With(age).With(Rest).With(limit), r => r.GetInt32(0), token),
            cancellationToken).ConfigureAwait(false);
        var hasOldInbox = await database.WriteAsync(
            Operation, (session, token) => InboxRows.RemoveAsync(session, age, limit, token), cancellationToken).ConfigureAwait(false);
        return new RetentionReport(dropped + removed[0], hasMore || removed[0] >= limit || hasOldInbox);
    }

    // Rows of a week that had no partition: found as well as all others, but dropped one by one, and in the way of their week's own partition.
    private async Task WarnAsync(CancellationToken cancellationToken)
    {
        var tables = await database.RunAsync(
            Operation, (session, token) => session.ReadAsync(Sql["in_default"], _ => { }, r => r.GetString(0), token), cancellationToken).ConfigureAwait(false);
        if (tables.Count > 0)
        {
            logger.DefaultPartitionUsed(string.Join(", ", tables));
        }
    }

    private static async Task<(long Dropped, bool HasMore)> DropAsync(Session session, TimeSpan age, CancellationToken cancellationToken)
    {
        var sizes = (await session.ReadAsync(Sql["sizes"], _ => { }, r => (Name: r.GetString(0), Rows: r.GetInt64(1)), cancellationToken).ConfigureAwait(false))
            .ToDictionary(s => s.Name, s => s.Rows, StringComparer.Ordinal);
        var dropped = 0L;
        for (var i = 0; i < MostDrops; i++)
        {
            var names = await session.ReadAsync(Sql["drop"], p => p.With(age).With(Rest), r => r.GetString(0), cancellationToken).ConfigureAwait(false);
            if (names.Count == 0)
            {
                return (dropped, false);
            }

            dropped += names.Sum(name => sizes.GetValueOrDefault(name));
        }

        return (dropped, true);
    }
}
