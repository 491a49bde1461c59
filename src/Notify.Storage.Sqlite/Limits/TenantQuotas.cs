using Notify.Limits;
using Notify.Storage.Sqlite.Database;

namespace Notify.Storage.Sqlite.Limits;

/// <summary>The quotas of the tenants that one claim meets, each read once.</summary>
internal sealed class TenantQuotas(Session session)
{
    private readonly Dictionary<string, QuotaState?> _known = new(StringComparer.Ordinal);

    public bool Has(string tenant) => Get(tenant) is not null;

    public bool IsUsedUp(string tenant) => Get(tenant) is { IsUsedUp: true };

    private QuotaState? Get(string tenant) =>
        _known.TryGetValue(tenant, out var quota) ? quota : _known[tenant] = session.Quotas.Get(tenant)?.At(session.NowTime);
}
