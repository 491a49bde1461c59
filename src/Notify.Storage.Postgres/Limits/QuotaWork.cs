using Notify.Auditing;
using Notify.Limits;
using Notify.Storage.Postgres.Auditing;
using Notify.Storage.Postgres.Database;

namespace Notify.Storage.Postgres.Limits;

/// <summary>Sets quotas, takes from them and gives back: locks the rows in the order of the tenants, works out, writes.</summary>
internal static class QuotaWork
{
    public static async Task<IReadOnlyList<Quota>> ReadAsync(Session session, string? tenant, CancellationToken cancellationToken)
    {
        var (quotas, now) = await QuotaTable.ReadAsync(session, tenant, cancellationToken).ConfigureAwait(false);
        return [.. quotas.Select(q => q.Value.At(now).ToQuota(q.Key))];
    }

    public static async Task<Quota?> SetAsync(Session session, QuotaChange change, int by, CancellationToken cancellationToken)
    {
        var (quotas, now) = await QuotaTable.LockAsync(session, [change.Tenant], cancellationToken).ConfigureAwait(false);
        // Kept to the microsecond, so that the same start given again is the same.
        var whole = change with { StartsAt = change.StartsAt is { } at ? at.AddTicks(-(at.Ticks % TimeSpan.TicksPerMicrosecond)) : null };
        var next = QuotaState.After(quotas.GetValueOrDefault(change.Tenant), whole, now);
        await (next is null
            ? QuotaTable.RemoveAsync(session, change.Tenant, cancellationToken)
            : QuotaTable.AddOrSetAsync(session, change.Tenant, next, cancellationToken)).ConfigureAwait(false);
        var row = new AuditRow(AuditEvents.QuotaSet, change.Tenant, by) { Reason = change.Reason, Detail = change.Describe() };
        await AuditTable.AddAsync(session, row, cancellationToken).ConfigureAwait(false);
        return next?.ToQuota(change.Tenant);
    }

    public static async Task<IReadOnlyList<QuotaGrant>> TakeAsync(
        Session session, IReadOnlyList<QuotaRequest> requests, CancellationToken cancellationToken)
    {
        var (quotas, now) = await QuotaTable.LockAsync(session, [.. requests.Select(r => r.Tenant).Distinct()], cancellationToken).ConfigureAwait(false);
        var grants = new QuotaGrant[requests.Count];
        for (var i = 0; i < grants.Length; i++)
        {
            var (tenant, count) = requests[i];
            if (quotas.TryGetValue(tenant, out var quota))
            {
                (quotas[tenant], grants[i]) = quota.Take(count, now);
            }
            else
            {
                grants[i] = new QuotaGrant(count, null);
            }
        }

        await QuotaTable.SaveAsync(session, quotas, cancellationToken).ConfigureAwait(false);
        return grants;
    }

    public static async Task<int> GiveBackAsync(Session session, IReadOnlyList<QuotaReturn> returns, CancellationToken cancellationToken)
    {
        var (quotas, now) = await QuotaTable.LockAsync(session, [.. returns.Select(r => r.Tenant).Distinct()], cancellationToken).ConfigureAwait(false);
        foreach (var (tenant, count, resetsAt) in returns)
        {
            if (quotas.TryGetValue(tenant, out var quota))
            {
                quotas[tenant] = quota.GiveBack(count, resetsAt, now);
            }
        }

        await QuotaTable.SaveAsync(session, quotas, cancellationToken).ConfigureAwait(false);
        return returns.Count;
    }
}
