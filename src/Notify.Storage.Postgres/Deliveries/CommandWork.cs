using Npgsql;
using Notify.Auditing;
using Notify.Deliveries;
using Notify.Storage.Postgres.Database;

namespace Notify.Storage.Postgres.Deliveries;

/// <summary>Does to deliveries what somebody asked for: finds their ids, then changes them many at a time, in the order of their ids.</summary>
internal static class CommandWork
{
    /// <summary>So many at a time that nobody who wants one of the rows, a worker's mark above all, waits for longer than a moment.</summary>
    public const int Piece = 2000;

    private static readonly SqlFile Sql = SqlFile.Of("Deliveries/command");

    /// <summary>Finds what may be cancelled and cancels it.</summary>
    /// <param name="session">A transaction.</param>
    /// <param name="selection">Which.</param>
    /// <param name="reason">The reason they get.</param>
    /// <param name="by">Who.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    /// <param name="except">Domains that are left out; null for none.</param>
    /// <returns>How many.</returns>
    public static async Task<int> CancelAsync(
        Session session, DeliverySelection selection, string reason, CommandBy by, CancellationToken cancellationToken, IReadOnlyList<string>? except = null)
    {
        var filter = await SelectionFilter.OfAsync(session, selection, cancellationToken, except).ConfigureAwait(false);
        var rows = await FindLiveAsync(session, filter, cancellationToken, DeliveryState.Queued, DeliveryState.Claimed, DeliveryState.Held).ConfigureAwait(false);
        var changed = 0;
        foreach (var piece in rows.Chunk(Piece))
        {
            changed += await CancelAsync(session, piece, reason, by, cancellationToken).ConfigureAwait(false);
        }

        return changed;
    }

    public static Task<int> CancelAsync(Session session, StoredId[] rows, string reason, CommandBy by, CancellationToken cancellationToken) =>
        ChangeAsync(session, Sql["cancel"], p => p.With(Ids(rows)).With(reason).With(by.ActorId).With(by.Detail), cancellationToken);

    public static async Task<int> RescheduleAsync(Session session, StoredId[] rows, DateTimeOffset dueAt, CommandBy by, CancellationToken cancellationToken)
    {
        var due = new DateTimeOffset(StoreTime.Ceiling(dueAt));
        var rescheduled = await ChangeAsync(
            session,
            Sql["reschedule"],
            p => p.With(Ids(rows)).With(Reasons.Requested).With(by.ActorId).With(due).With(AuditEvents.Deferred).With(by.Detail),
            cancellationToken).ConfigureAwait(false);
        await session.ReadAsync(Sql["postpone"], p => p.With(Ids(rows)).With(due), _ => 0, cancellationToken).ConfigureAwait(false);
        return rescheduled;
    }

    public static Task<int> RequeueInDoubtAsync(Session session, StoredId[] rows, CommandBy by, CancellationToken cancellationToken) =>
        ChangeAsync(session, Sql["requeue_in_doubt"], p => p.With(Ids(rows)).With(Reasons.Requested).With(by.ActorId).With(by.Detail), cancellationToken);

    public static Task<int> RequeueEndedAsync(
        Session session, StoredId[] rows, short[] states, CommandBy by, CancellationToken cancellationToken) =>
        ChangeAsync(
            session,
            Sql["requeue_ended"],
            p => p.With(Ids(rows)).With(Array.ConvertAll(rows, r => (DateTime?)r.QueuedAt)).With(states)
                .With(Reasons.Requested).With(by.ActorId).With(by.Detail),
            cancellationToken);

    /// <summary>What of a selection is live in some states.</summary>
    public static async Task<List<StoredId>> FindLiveAsync(
        Session session, DeliverySelection selection, CancellationToken cancellationToken, params DeliveryState[] states) =>
        await FindLiveAsync(
            session, await SelectionFilter.OfAsync(session, selection, cancellationToken).ConfigureAwait(false), cancellationToken, states).ConfigureAwait(false);

    /// <summary>What of a selection may be queued again: what is in doubt, and what has ended in some states.</summary>
    public static async Task<(List<StoredId> InDoubt, List<StoredId> Ended, short[] EndedStates)> FindRequeuableAsync(
        Session session, DeliverySelection selection, CancellationToken cancellationToken)
    {
        if (await SelectionFilter.OfAsync(session, selection, cancellationToken).ConfigureAwait(false) is not { } filter)
        {
            return ([], [], []);
        }

        var suffix = filter.IsNarrow ? "" : "_of_flows";
        var inDoubt = await FindAsync(
            session, Sql["in_doubt" + suffix], filter, filter.StatesOf(DeliveryState.Unconfirmed), cancellationToken).ConfigureAwait(false);
        var states = filter.StatesOf(DeliveryState.Failed, DeliveryState.Expired, DeliveryState.Cancelled);
        return (inDoubt, await FindAsync(session, Sql["ended" + suffix], filter, states, cancellationToken).ConfigureAwait(false), states);
    }

    private static async Task<List<StoredId>> FindLiveAsync(
        Session session, SelectionFilter? filter, CancellationToken cancellationToken, params DeliveryState[] states) => filter is null
            ? []
            : await FindAsync(session, Sql[filter.IsNarrow ? "live" : "live_of_flows"], filter, filter.StatesOf(states), cancellationToken).ConfigureAwait(false);

    // In the order of the ids: what locks them does so in theirs.
    private static async Task<List<StoredId>> FindAsync(
        Session session, string sql, SelectionFilter filter, short[] states, CancellationToken cancellationToken)
    {
        if (states.Length == 0)
        {
            return [];
        }

        var found = await session.ReadByIndexAsync(
            sql, p => filter.Bind(p).With(states), r => new StoredId(r.GetGuid(0), r.GetDateTime(1)), cancellationToken).ConfigureAwait(false);
        found.Sort(static (one, other) => one.Id.CompareTo(other.Id));
        return found;
    }

    private static async Task<int> ChangeAsync(Session session, string sql, Action<NpgsqlParameterCollection> bind, CancellationToken cancellationToken) =>
        (int)(await session.ReadAsync(sql, bind, r => r.GetInt64(0), cancellationToken).ConfigureAwait(false))[0];

    private static Guid[] Ids(StoredId[] rows) => Array.ConvertAll(rows, r => r.Id);
}
