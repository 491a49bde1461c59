using System.Data.Common;
using Notify.Storage;

namespace Notify.Core.Tests.Support;

/// <summary>A queue into whose calls a test can reach: before a call reaches the store, or after, when only the answer can still be lost.</summary>
internal sealed class HookedQueue(IDeliveryQueue inner) : IDeliveryQueue
{
    private readonly List<IReadOnlyList<Settlement>> _settles = [];

    public Func<Task> BeforeEnqueue { get; set; } = () => Task.CompletedTask;

    public Action<IReadOnlyList<NewNotification>> OnEnqueue { get; set; } = _ => { };

    public Func<Task> BeforeClaim { get; set; } = () => Task.CompletedTask;

    public Func<Task> AfterClaim { get; set; } = () => Task.CompletedTask;

    public Func<IReadOnlyList<MarkItem>, Task> BeforeMark { get; set; } = _ => Task.CompletedTask;

    public Func<Task> AfterMark { get; set; } = () => Task.CompletedTask;

    public Func<IReadOnlyList<Settlement>, Task> BeforeSettle { get; set; } = _ => Task.CompletedTask;

    public Func<Task> AfterSettle { get; set; } = () => Task.CompletedTask;

    /// <summary>Every batch that was to be settled, failed tries included.</summary>
    public IReadOnlyList<IReadOnlyList<Settlement>> Settles
    {
        get
        {
            lock (_settles)
            {
                return [.. _settles];
            }
        }
    }

    public static StorageException Broken() => new(StorageFailure.NotStored, "reach the test's store", null);

    /// <summary>A hook that fails the first so many times.</summary>
    public static Func<Task> FailFirst(int times) => () => times-- > 0 ? throw Broken() : Task.CompletedTask;

    public async Task<IReadOnlyList<EnqueueResult>> EnqueueAsync(
        IReadOnlyList<NewNotification> notifications, DbTransaction? transaction, CancellationToken cancellationToken)
    {
        await BeforeEnqueue();
        OnEnqueue(notifications);
        return await inner.EnqueueAsync(notifications, transaction, cancellationToken);
    }

    public async Task<ClaimedBatch> ClaimAsync(ClaimRequest request, CancellationToken cancellationToken)
    {
        await BeforeClaim();
        var batch = await inner.ClaimAsync(request, cancellationToken);
        if (batch.Deliveries.Count > 0)
        {
            await AfterClaim();
        }

        return batch;
    }

    public async Task<IReadOnlyList<MarkResult>> MarkAsync(long lease, IReadOnlyList<MarkItem> items, CancellationToken cancellationToken)
    {
        await BeforeMark(items);
        var marks = await inner.MarkAsync(lease, items, cancellationToken);
        await AfterMark();
        return marks;
    }

    public async Task<IReadOnlyList<SettleStatus>> SettleAsync(long lease, IReadOnlyList<Settlement> settlements, CancellationToken cancellationToken)
    {
        lock (_settles)
        {
            _settles.Add(settlements);
        }

        await BeforeSettle(settlements);
        var statuses = await inner.SettleAsync(lease, settlements, cancellationToken);
        await AfterSettle();
        return statuses;
    }

    public Task<RecoveryReport> RecoverAsync(RecoveryRequest request, CancellationToken cancellationToken) => inner.RecoverAsync(request, cancellationToken);
}
