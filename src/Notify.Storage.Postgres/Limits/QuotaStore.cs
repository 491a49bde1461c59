using Notify.Limits;
using Notify.Storage.Postgres.Auditing;
using Notify.Storage.Postgres.Database;

namespace Notify.Storage.Postgres.Limits;

/// <summary>Quotas in PostgreSQL.</summary>
internal sealed class QuotaStore(PostgresDatabase database, ActorCache actors) : IQuotas
{
    public Task<IReadOnlyList<Quota>> ReadAsync(string? tenant, CancellationToken cancellationToken) =>
        database.RunAsync("read quotas", (session, token) => QuotaWork.ReadAsync(session, tenant, token), cancellationToken);

    public async Task<Quota?> SetAsync(QuotaChange change, CancellationToken cancellationToken)
    {
        var by = await actors.GetOrAddAsync(change.By, cancellationToken).ConfigureAwait(false);
        return await database.WriteAsync("set a quota", (session, token) => QuotaWork.SetAsync(session, change, by, token), cancellationToken)
            .ConfigureAwait(false);
    }

    public Task<IReadOnlyList<QuotaGrant>> TakeAsync(IReadOnlyList<QuotaRequest> requests, CancellationToken cancellationToken) =>
        requests.Count == 0
            ? Task.FromResult<IReadOnlyList<QuotaGrant>>([])
            : database.WriteAsync("take from quotas", (session, token) => QuotaWork.TakeAsync(session, requests, token), cancellationToken);

    public Task GiveBackAsync(IReadOnlyList<QuotaReturn> returns, CancellationToken cancellationToken) =>
        returns.Count == 0
            ? Task.CompletedTask
            : database.WriteAsync("give back to quotas", (session, token) => QuotaWork.GiveBackAsync(session, returns, token), cancellationToken);
}
