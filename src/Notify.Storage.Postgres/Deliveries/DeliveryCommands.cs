using Notify.Deliveries;
using Notify.Storage.Postgres.Auditing;
using Notify.Storage.Postgres.Database;

namespace Notify.Storage.Postgres.Deliveries;

/// <summary>The commands in PostgreSQL.</summary>
internal sealed class DeliveryCommands(PostgresDatabase database, ActorCache actors) : IDeliveryCommands
{
    public Task<int> CancelAsync(DeliverySelection selection, CommandInfo info, CancellationToken cancellationToken) =>
        RunAsync("cancel", info, (session, by, token) => CommandWork.CancelAsync(session, selection, Reasons.Requested, by, token), cancellationToken);

    public Task<int> RescheduleAsync(DeliverySelection selection, DateTimeOffset dueAt, CommandInfo info, CancellationToken cancellationToken) =>
        RunAsync("reschedule", info, (session, by, token) => CommandWork.RescheduleAsync(session, selection, dueAt, by, token), cancellationToken);

    public Task<int> RequeueAsync(DeliverySelection selection, CommandInfo info, CancellationToken cancellationToken) =>
        RunAsync("requeue", info, (session, by, token) => CommandWork.RequeueAsync(session, selection, by, token), cancellationToken);

    private async Task<int> RunAsync(
        string operation, CommandInfo info, Func<Session, CommandBy, CancellationToken, Task<int>> work, CancellationToken cancellationToken)
    {
        var by = new CommandBy(await actors.GetOrAddAsync(info.By, cancellationToken).ConfigureAwait(false), info.Reason);
        return await database.WriteAsync(operation, (session, token) => work(session, by, token), cancellationToken).ConfigureAwait(false);
    }
}
