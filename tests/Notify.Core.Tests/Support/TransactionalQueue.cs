using System.Data.Common;

namespace Notify.Core.Tests.Support;

/// <summary>A queue that takes any transaction, remembers it, and stores at once.</summary>
internal sealed class TransactionalQueue(IDeliveryQueue inner) : IDeliveryQueue
{
    public List<DbTransaction?> Transactions { get; } = [];

    public Task<IReadOnlyList<EnqueueResult>> EnqueueAsync(
        IReadOnlyList<NewNotification> notifications, DbTransaction? transaction, CancellationToken cancellationToken)
    {
        Transactions.Add(transaction);
        return inner.EnqueueAsync(notifications, null, cancellationToken);
    }

    public Task<ClaimedBatch> ClaimAsync(ClaimRequest request, CancellationToken cancellationToken) => inner.ClaimAsync(request, cancellationToken);

    public Task<IReadOnlyList<MarkResult>> MarkAsync(long lease, IReadOnlyList<MarkItem> items, CancellationToken cancellationToken) =>
        inner.MarkAsync(lease, items, cancellationToken);

    public Task<IReadOnlyList<SettleStatus>> SettleAsync(long lease, IReadOnlyList<Settlement> settlements, CancellationToken cancellationToken) =>
        inner.SettleAsync(lease, settlements, cancellationToken);

    public Task<RecoveryReport> RecoverAsync(RecoveryRequest request, CancellationToken cancellationToken) => inner.RecoverAsync(request, cancellationToken);
}
