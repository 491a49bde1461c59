using Notify.Auditing;
using Notify.Limits;
using Notify.Storage.Sqlite.Auditing;
using Notify.Storage.Sqlite.Database;

namespace Notify.Storage.Sqlite.Limits;

/// <summary>Sets quotas, takes from them and gives back.</summary>
internal static class QuotaWork
{
    public static IReadOnlyList<Quota> Read(Session session, string? tenant)
    {
        var quotas = tenant is null ? session.Quotas.All()
            : session.Quotas.Get(tenant) is { } one ? [(tenant, one)]
            : [];
        return quotas.ConvertAll(q => q.Quota.At(session.NowTime).ToQuota(q.Tenant));
    }

    public static Quota? Set(Session session, QuotaChange change)
    {
        // Kept to the millisecond, so that the same start given again is the same.
        var whole = change with { StartsAt = change.StartsAt is { } at ? StoreTime.ToTime(StoreTime.Floor(at)) : null };
        var next = QuotaState.After(session.Quotas.Get(change.Tenant), whole, session.NowTime);
        if (next is null)
        {
            session.Quotas.Remove(change.Tenant);
        }
        else
        {
            session.Quotas.Save(change.Tenant, next);
        }

        session.Audit.Add(new AuditRow(session.Now, AuditEvents.QuotaSet, change.Tenant)
        {
            Reason = change.Reason, Detail = change.Describe(), Actor = change.By,
        });
        return next?.ToQuota(change.Tenant);
    }

    public static IReadOnlyList<QuotaGrant> Take(Session session, IReadOnlyList<QuotaRequest> requests)
    {
        var grants = new QuotaGrant[requests.Count];
        for (var i = 0; i < grants.Length; i++)
        {
            grants[i] = Take(session, requests[i]);
        }

        return grants;
    }

    public static int GiveBack(Session session, IReadOnlyList<QuotaReturn> returns)
    {
        foreach (var (tenant, count, resetsAt) in returns)
        {
            if (session.Quotas.Get(tenant) is { } quota)
            {
                session.Quotas.Save(tenant, quota.GiveBack(count, resetsAt, session.NowTime));
            }
        }

        return returns.Count;
    }

    private static QuotaGrant Take(Session session, QuotaRequest request)
    {
        if (session.Quotas.Get(request.Tenant) is not { } quota)
        {
            return new QuotaGrant(request.Count, null);
        }

        var (next, grant) = quota.Take(request.Count, session.NowTime);
        session.Quotas.Save(request.Tenant, next);
        return grant;
    }
}
