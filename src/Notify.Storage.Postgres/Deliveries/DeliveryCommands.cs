using Notify.Deliveries;
using Notify.Storage.Postgres.Auditing;
using Notify.Storage.Postgres.Database;

namespace Notify.Storage.Postgres.Deliveries;

/// <summary>
/// The commands in PostgreSQL. What was found is changed piece by piece, each in a transaction of its own: a command over a campaign must not hold up the
/// workers' marks until its end. Every change looks again at the state of its rows.
/// </summary>
internal sealed class DeliveryCommands(PostgresDatabase database, ActorCache actors) : IDeliveryCommands
{
    private delegate Task<int> Change(Session session, StoredId[] rows, CommandBy by, CancellationToken cancellationToken);

    public async Task<int> CancelAsync(DeliverySelection selection, CommandInfo info, CancellationToken cancellationToken)
    {
        const string Operation = "cancel";
        var rows = await database.WriteAsync(
            Operation,
            (session, token) => CommandWork.FindLiveAsync(session, selection, token, DeliveryState.Queued, DeliveryState.Claimed, DeliveryState.Held),
            cancellationToken).ConfigureAwait(false);
        return await RunAsync(
            Operation, info, rows, (session, piece, by, token) => CommandWork.CancelAsync(session, piece, Reasons.Requested, by, token), cancellationToken)
            .ConfigureAwait(false);
    }

    public async Task<int> RescheduleAsync(DeliverySelection selection, DateTimeOffset dueAt, CommandInfo info, CancellationToken cancellationToken)
    {
        const string Operation = "reschedule";
        var rows = await database.WriteAsync(
            Operation, (session, token) => CommandWork.FindLiveAsync(session, selection, token, DeliveryState.Queued), cancellationToken).ConfigureAwait(false);
        return await RunAsync(
            Operation, info, rows, (session, piece, by, token) => CommandWork.RescheduleAsync(session, piece, dueAt, by, token), cancellationToken)
            .ConfigureAwait(false);
    }

    public async Task<int> RequeueAsync(DeliverySelection selection, CommandInfo info, CancellationToken cancellationToken)
    {
        const string Operation = "requeue";
        var (inDoubt, ended, states) = await database.WriteAsync(
            Operation, (session, token) => CommandWork.FindRequeuableAsync(session, selection, token), cancellationToken).ConfigureAwait(false);
        return await RunAsync(Operation, info, inDoubt, CommandWork.RequeueInDoubtAsync, cancellationToken).ConfigureAwait(false)
            + await RunAsync(
                Operation, info, ended, (session, piece, by, token) => CommandWork.RequeueEndedAsync(session, piece, states, by, token), cancellationToken)
                .ConfigureAwait(false);
    }

    private async Task<int> RunAsync(string operation, CommandInfo info, List<StoredId> rows, Change change, CancellationToken cancellationToken)
    {
        if (rows.Count == 0)
        {
            return 0;
        }

        var by = new CommandBy(await actors.GetOrAddAsync(info.By, cancellationToken).ConfigureAwait(false), info.Reason);
        var changed = 0;
        foreach (var piece in rows.Chunk(CommandWork.Piece))
        {
            changed += await database.WriteAsync(operation, (session, token) => change(session, piece, by, token), cancellationToken).ConfigureAwait(false);
        }

        return changed;
    }
}
