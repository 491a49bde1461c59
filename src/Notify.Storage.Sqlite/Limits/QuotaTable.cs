using Notify.Limits;
using Notify.Storage.Sqlite.Database;

namespace Notify.Storage.Sqlite.Limits;

/// <summary>The quotas, one row a tenant.</summary>
internal sealed class QuotaTable(Connection connection)
{
    private static readonly SqlFile Sql = SqlFile.Of("Limits/quota");

    private readonly Statement _get = connection.Prepare(Sql["get"]);
    private readonly Statement _all = connection.Prepare(Sql["all"]);
    private readonly Statement _save = connection.Prepare(Sql["save"]);
    private readonly Statement _remove = connection.Prepare(Sql["remove"]);

    public QuotaState? Get(string tenant)
    {
        if (!_get.Bind(1, tenant).Step())
        {
            return null;
        }

        var quota = Read(_get);
        _get.Reset();
        return quota;
    }

    public List<(string Tenant, QuotaState Quota)> All()
    {
        var quotas = new List<(string, QuotaState)>();
        while (_all.Step())
        {
            quotas.Add((_all.Text(0), Read(_all)));
        }

        return quotas;
    }

    public void Save(string tenant, QuotaState quota) => _save.Bind(1, tenant).Bind(2, quota.Limit).Bind(3, StoreTime.Length(quota.Period))
        .Bind(4, quota.StartedAt is { } at ? StoreTime.Floor(at) : null).Bind(5, quota.Used).Run();

    public void Remove(string tenant) => _remove.Bind(1, tenant).Run();

    private static QuotaState Read(Statement row) =>
        new(row.Number(1), TimeSpan.FromMilliseconds(row.Number(2)), StoreTime.ToTime(row.NumberOrNull(3)), row.Number(4));
}
