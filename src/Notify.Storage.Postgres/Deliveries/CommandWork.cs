using Npgsql;
using Notify.Auditing;
using Notify.Deliveries;
using Notify.Storage.Postgres.Database;

namespace Notify.Storage.Postgres.Deliveries;

/// <summary>Does to deliveries what somebody asked for: finds their ids, then changes them many at a time, in the order of their ids.</summary>
internal static class CommandWork
{
    // So many at a time that a statement ends well before its time-out.
    private const int Piece = 10_000;

    private static readonly SqlFile Sql = SqlFile.Of("Deliveries/command");

    /// <param name="session">A transaction.</param>
    /// <param name="selection">Which.</param>
    /// <param name="reason">The reason they get.</param>
    /// <param name="by">Who.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    /// <returns>How many.</returns>
    public static async Task<int> CancelAsync(
        Session session, DeliverySelection selection, string reason, CommandBy by, CancellationToken cancellationToken)
    {
        var rows = await LiveAsync(session, selection, cancellationToken, DeliveryState.Queued, DeliveryState.Claimed).ConfigureAwait(false);
        return await ChangeAsync(
            session, Sql["cancel"], rows, (p, ids) => p.With(Ids(ids)).With(reason).With(by.ActorId).With(by.Detail), cancellationToken).ConfigureAwait(false);
    }

    public static async Task<int> RescheduleAsync(
        Session session, DeliverySelection selection, DateTimeOffset dueAt, CommandBy by, CancellationToken cancellationToken)
    {
        var rows = await LiveAsync(session, selection, cancellationToken, DeliveryState.Queued).ConfigureAwait(false);
        var due = new DateTimeOffset(StoreTime.Ceiling(dueAt));
        return await ChangeAsync(
            session,
            Sql["reschedule"],
            rows,
            (p, ids) => p.With(Ids(ids)).With(Reasons.Requested).With(by.ActorId).With(due).With(AuditEvents.Deferred).With(by.Detail),
            cancellationToken).ConfigureAwait(false);
    }

    public static async Task<int> RequeueAsync(Session session, DeliverySelection selection, CommandBy by, CancellationToken cancellationToken)
    {
        if (await SelectionFilter.OfAsync(session, selection, cancellationToken).ConfigureAwait(false) is not { } filter)
        {
            return 0;
        }

        var suffix = filter.IsNarrow ? "" : "_of_flows";
        var inDoubt = await FindAsync(
            session, Sql["in_doubt" + suffix], filter, filter.StatesOf(DeliveryState.Unconfirmed), cancellationToken).ConfigureAwait(false);
        var ended = filter.StatesOf(DeliveryState.Failed, DeliveryState.Expired, DeliveryState.Cancelled);
        var rows = await FindAsync(session, Sql["ended" + suffix], filter, ended, cancellationToken).ConfigureAwait(false);
        return await ChangeAsync(
                session,
                Sql["requeue_in_doubt"],
                inDoubt,
                (p, ids) => p.With(Ids(ids)).With(Reasons.Requested).With(by.ActorId).With(by.Detail),
                cancellationToken).ConfigureAwait(false)
            + await ChangeAsync(
                session,
                Sql["requeue_ended"],
                rows,
                (p, ids) => p.With(Ids(ids)).With(Array.ConvertAll(ids, i => (DateTime?)i.QueuedAt)).With(ended)
                    .With(Reasons.Requested).With(by.ActorId).With(by.Detail),
                cancellationToken).ConfigureAwait(false);
    }

    private static async Task<List<StoredId>> LiveAsync(
        Session session, DeliverySelection selection, CancellationToken cancellationToken, params DeliveryState[] states) =>
        await SelectionFilter.OfAsync(session, selection, cancellationToken).ConfigureAwait(false) is { } filter
            ? await FindAsync(
                session, Sql[filter.IsNarrow ? "live" : "live_of_flows"], filter, filter.StatesOf(states), cancellationToken).ConfigureAwait(false)
            : [];

    private static async Task<List<StoredId>> FindAsync(
        Session session, string sql, SelectionFilter filter, short[] states, CancellationToken cancellationToken) =>
        states.Length == 0
            ? []
            : await session.ReadByIndexAsync(
                sql, p => filter.Bind(p).With(states), r => new StoredId(r.GetGuid(0), r.GetDateTime(1)), cancellationToken).ConfigureAwait(false);

    private static async Task<int> ChangeAsync(
        Session session, string sql, List<StoredId> rows, Action<NpgsqlParameterCollection, StoredId[]> bind, CancellationToken cancellationToken)
    {
        var changed = 0L;
        foreach (var piece in rows.Chunk(Piece))
        {
            changed += (await session.ReadAsync(sql, p => bind(p, piece), r => r.GetInt64(0), cancellationToken).ConfigureAwait(false))[0];
        }

        return (int)changed;
    }

    private static Guid[] Ids(StoredId[] rows) => Array.ConvertAll(rows, r => r.Id);
}
