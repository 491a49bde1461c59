using Notify.Deliveries;
using Notify.Storage.Sqlite.Database;

namespace Notify.Storage.Sqlite.Deliveries;

/// <summary>The commands in SQLite.</summary>
internal sealed class DeliveryCommands(SqliteDatabase database) : IDeliveryCommands
{
    public Task<int> CancelAsync(DeliverySelection selection, CommandInfo info, CancellationToken cancellationToken) =>
        database.WriteAsync("cancel", session => CommandWork.Cancel(session, selection, Reasons.Requested, info), cancellationToken);

    public Task<int> RescheduleAsync(DeliverySelection selection, DateTimeOffset dueAt, CommandInfo info, CancellationToken cancellationToken) =>
        database.WriteAsync("reschedule", session => CommandWork.Reschedule(session, selection, dueAt, info), cancellationToken);

    public Task<int> RequeueAsync(DeliverySelection selection, CommandInfo info, CancellationToken cancellationToken) =>
        database.WriteAsync("requeue", session => CommandWork.Requeue(session, selection, info), cancellationToken);
}
