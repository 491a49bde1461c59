using Notify.Limits;
using Notify.Storage.Sqlite.Database;

namespace Notify.Storage.Sqlite.Limits;

/// <summary>Limits in SQLite.</summary>
internal sealed class RateLimiter(SqliteDatabase database) : IRateLimiter
{
    public Task<IReadOnlyList<LimitGrant>> AcquireAsync(IReadOnlyList<IReadOnlyList<LimitCharge>> batch, CancellationToken cancellationToken) =>
        batch.Count == 0
            ? Task.FromResult<IReadOnlyList<LimitGrant>>([])
            : database.WriteAsync("acquire limits", session => AcquireWork.Run(session, batch), cancellationToken);

    public Task RefundAsync(IReadOnlyList<LimitRefund> refunds, CancellationToken cancellationToken) =>
        refunds.Count == 0 ? Task.CompletedTask : database.WriteAsync("refund limits", session => AcquireWork.Refund(session, refunds), cancellationToken);
}
