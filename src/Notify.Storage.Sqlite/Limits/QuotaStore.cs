using Notify.Limits;
using Notify.Storage.Sqlite.Database;

namespace Notify.Storage.Sqlite.Limits;

/// <summary>Quotas in SQLite.</summary>
internal sealed class QuotaStore(SqliteDatabase database) : IQuotas
{
    public Task<IReadOnlyList<Quota>> ReadAsync(string? tenant, CancellationToken cancellationToken) =>
        database.ReadAsync("read quotas", session => QuotaWork.Read(session, tenant), cancellationToken);

    public Task<Quota?> SetAsync(QuotaChange change, CancellationToken cancellationToken) =>
        database.WriteAsync("set a quota", session => QuotaWork.Set(session, change), cancellationToken);

    public Task<IReadOnlyList<QuotaGrant>> TakeAsync(IReadOnlyList<QuotaRequest> requests, CancellationToken cancellationToken) =>
        requests.Count == 0
            ? Task.FromResult<IReadOnlyList<QuotaGrant>>([])
            : database.WriteAsync("take from quotas", session => QuotaWork.Take(session, requests), cancellationToken);

    public Task GiveBackAsync(IReadOnlyList<QuotaReturn> returns, CancellationToken cancellationToken) =>
        returns.Count == 0
            ? Task.CompletedTask
            : database.WriteAsync("give back to quotas", session => QuotaWork.GiveBack(session, returns), cancellationToken);
}
