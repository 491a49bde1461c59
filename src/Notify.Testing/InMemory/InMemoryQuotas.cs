using Notify.Auditing;
using Notify.Limits;

namespace Notify.Testing.InMemory;

/// <summary>Keeps quotas.</summary>
internal sealed class InMemoryQuotas(InMemoryState state) : IQuotas
{
    public Task<IReadOnlyList<Quota>> ReadAsync(string? tenant, CancellationToken cancellationToken) => state.TransactAsync<IReadOnlyList<Quota>>(
        now => [.. state.Quotas.Where(q => tenant is null || q.Key == tenant).OrderBy(q => q.Key, StringComparer.Ordinal).Select(q => q.Value.At(now).ToQuota(q.Key))],
        cancellationToken);

    public Task<Quota?> SetAsync(QuotaChange change, CancellationToken cancellationToken) => state.TransactAsync(now => Set(change, now), cancellationToken);

    public Task<IReadOnlyList<QuotaGrant>> TakeAsync(IReadOnlyList<QuotaRequest> requests, CancellationToken cancellationToken) =>
        state.TransactAsync<IReadOnlyList<QuotaGrant>>(now => [.. requests.Select(r => Take(r, now))], cancellationToken);

    public Task GiveBackAsync(IReadOnlyList<QuotaReturn> returns, CancellationToken cancellationToken) => state.TransactAsync(
        now =>
        {
            foreach (var (tenant, count, resetsAt) in returns)
            {
                if (state.Quotas.TryGetValue(tenant, out var quota))
                {
                    state.Quotas[tenant] = quota.GiveBack(count, resetsAt, now);
                }
            }

            return returns.Count;
        },
        cancellationToken);

    private QuotaGrant Take(QuotaRequest request, DateTimeOffset now)
    {
        if (!state.Quotas.TryGetValue(request.Tenant, out var quota))
        {
            return new QuotaGrant(request.Count, null);
        }

        (state.Quotas[request.Tenant], var grant) = quota.Take(request.Count, now);
        return grant;
    }

    private Quota? Set(QuotaChange change, DateTimeOffset now)
    {
        var next = QuotaState.After(state.Quotas.GetValueOrDefault(change.Tenant), change, now);
        if (next is null)
        {
            state.Quotas.Remove(change.Tenant);
        }
        else
        {
            state.Quotas[change.Tenant] = next;
        }

        state.Write(new AuditEntry
        {
            At = now, Event = AuditEvents.QuotaSet, Tenant = change.Tenant, Reason = change.Reason, Detail = change.Describe(), By = change.By,
        });
        return next?.ToQuota(change.Tenant);
    }
}
