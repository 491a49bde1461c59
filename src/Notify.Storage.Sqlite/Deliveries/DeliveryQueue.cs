using System.Data.Common;
using Notify.Deliveries;
using Notify.Storage.Sqlite.Database;

namespace Notify.Storage.Sqlite.Deliveries;

/// <summary>The queue in SQLite.</summary>
internal sealed class DeliveryQueue(SqliteDatabase database) : IDeliveryQueue
{
    public Task<IReadOnlyList<EnqueueResult>> EnqueueAsync(
        IReadOnlyList<NewNotification> notifications, DbTransaction? transaction, CancellationToken cancellationToken) =>
        transaction is not null ? throw CallerTransaction.NotSupported()
            : notifications.Count == 0
            ? Task.FromResult<IReadOnlyList<EnqueueResult>>([])
            : database.WriteAsync("enqueue", session => EnqueueWork.Run(session, notifications), cancellationToken);

    public Task<ClaimedBatch> ClaimAsync(ClaimRequest request, CancellationToken cancellationToken) =>
        database.WriteAsync("claim", session => ClaimWork.Run(session, request), cancellationToken);

    public Task<IReadOnlyList<MarkResult>> MarkAsync(long lease, IReadOnlyList<MarkItem> items, CancellationToken cancellationToken) =>
        items.Count == 0
            ? Task.FromResult<IReadOnlyList<MarkResult>>([])
            : database.WriteAsync("mark", session => MarkWork.Run(session, lease, items), cancellationToken);

    public Task<IReadOnlyList<SettleStatus>> SettleAsync(long lease, IReadOnlyList<Settlement> settlements, CancellationToken cancellationToken) =>
        settlements.Count == 0
            ? Task.FromResult<IReadOnlyList<SettleStatus>>([])
            : database.WriteAsync("settle", session => SettleWork.Run(session, lease, settlements), cancellationToken);

    public Task<RecoveryReport> RecoverAsync(RecoveryRequest request, CancellationToken cancellationToken) =>
        database.WriteAsync("recover", session => RecoverWork.Run(session, request), cancellationToken);
}
