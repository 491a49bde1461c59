using Notify.Limits;

namespace Notify.AI.Tests.Support;

/// <summary>Limits at whose calls a worker may die.</summary>
internal sealed class CrashingLimiter(IRateLimiter inner, CrashPoints crash) : IRateLimiter
{
    public Task<IReadOnlyList<LimitGrant>> AcquireAsync(IReadOnlyList<IReadOnlyList<LimitCharge>> batch, CancellationToken cancellationToken) =>
        batch[0][0].Key.StartsWith("ai-", StringComparison.Ordinal) ? crash.StepAsync(() => inner.AcquireAsync(batch, cancellationToken)) : inner.AcquireAsync(batch, cancellationToken);

    public Task RefundAsync(IReadOnlyList<LimitRefund> refunds, CancellationToken cancellationToken) => inner.RefundAsync(refunds, cancellationToken);
}
