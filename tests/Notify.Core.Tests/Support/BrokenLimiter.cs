using Notify.Limits;

namespace Notify.Core.Tests.Support;

/// <summary>Limits that cannot be reached.</summary>
internal sealed class BrokenLimiter : IRateLimiter
{
    public Task<IReadOnlyList<LimitGrant>> AcquireAsync(IReadOnlyList<IReadOnlyList<LimitCharge>> batch, CancellationToken cancellationToken) =>
        throw HookedQueue.Broken();

    public Task RefundAsync(IReadOnlyList<LimitRefund> refunds, CancellationToken cancellationToken) => throw HookedQueue.Broken();
}
