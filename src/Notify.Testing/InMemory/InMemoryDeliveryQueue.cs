using System.Data.Common;
using Notify.Deliveries;

namespace Notify.Testing.InMemory;

/// <summary>The queue; one class a step does the work.</summary>
internal sealed class InMemoryDeliveryQueue(InMemoryState state) : IDeliveryQueue
{
    public Task<IReadOnlyList<EnqueueResult>> EnqueueAsync(
        IReadOnlyList<NewNotification> notifications, DbTransaction? transaction, CancellationToken cancellationToken) =>
        transaction is not null ? throw CallerTransaction.NotSupported() : state.TransactAsync(now => Enqueuing.Run(state, notifications, now), cancellationToken);

    public Task<ClaimedBatch> ClaimAsync(ClaimRequest request, CancellationToken cancellationToken) =>
        state.TransactAsync(now => Claiming.Run(state, request, now), cancellationToken);

    public Task<IReadOnlyList<MarkResult>> MarkAsync(long lease, IReadOnlyList<MarkItem> items, CancellationToken cancellationToken) =>
        state.TransactAsync<IReadOnlyList<MarkResult>>(now => [.. items.Select(i => Marking.Run(state, lease, i, now))], cancellationToken);

    public Task<IReadOnlyList<SettleStatus>> SettleAsync(long lease, IReadOnlyList<Settlement> settlements, CancellationToken cancellationToken) =>
        state.TransactAsync<IReadOnlyList<SettleStatus>>(now => [.. settlements.Select(s => Settling.Run(state, lease, s, now))], cancellationToken);

    public Task<RecoveryReport> RecoverAsync(RecoveryRequest request, CancellationToken cancellationToken) =>
        state.TransactAsync(now => Recovering.Run(state, request, now), cancellationToken);
}
