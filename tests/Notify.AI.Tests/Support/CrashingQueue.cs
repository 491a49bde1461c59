using System.Data.Common;

namespace Notify.AI.Tests.Support;

/// <summary>A queue at whose enqueueing a worker may die.</summary>
internal sealed class CrashingQueue(IDeliveryQueue inner, CrashPoints crash) : IDeliveryQueue
{
    public Task<IReadOnlyList<EnqueueResult>> EnqueueAsync(
        IReadOnlyList<NewNotification> notifications, DbTransaction? transaction, CancellationToken cancellationToken) =>
        crash.StepAsync(() => inner.EnqueueAsync(notifications, transaction, cancellationToken));

    public Task<ClaimedBatch> ClaimAsync(ClaimRequest request, CancellationToken cancellationToken) => inner.ClaimAsync(request, cancellationToken);

    public Task<IReadOnlyList<MarkResult>> MarkAsync(long lease, IReadOnlyList<MarkItem> items, CancellationToken cancellationToken) =>
        inner.MarkAsync(lease, items, cancellationToken);

    public Task<IReadOnlyList<SettleStatus>> SettleAsync(long lease, IReadOnlyList<Settlement> settlements, CancellationToken cancellationToken) =>
        inner.SettleAsync(lease, settlements, cancellationToken);

    public Task<RecoveryReport> RecoverAsync(RecoveryRequest request, CancellationToken cancellationToken) => inner.RecoverAsync(request, cancellationToken);
}
