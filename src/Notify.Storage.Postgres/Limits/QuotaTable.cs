using Npgsql;
using Notify.Limits;
using Notify.Storage.Postgres.Database;

namespace Notify.Storage.Postgres.Limits;

/// <summary>The quotas, one row a tenant.</summary>
internal static class QuotaTable
{
    private static readonly SqlFile Sql = SqlFile.Of("Limits/quota");

    public static Task<(Dictionary<string, QuotaState> Quotas, DateTimeOffset Now)> ReadAsync(
        Session session, string? tenant, CancellationToken cancellationToken) =>
        ReadAsync(session, "read", p => p.With(tenant), cancellationToken);

    /// <summary>The quotas of some tenants, locked, and the time after that.</summary>
    public static Task<(Dictionary<string, QuotaState> Quotas, DateTimeOffset Now)> LockAsync(
        Session session, string[] tenants, CancellationToken cancellationToken) =>
        ReadAsync(session, "lock", p => p.With(tenants), cancellationToken);

    /// <summary>Writes quotas that are locked.</summary>
    public static async Task SaveAsync(Session session, Dictionary<string, QuotaState> quotas, CancellationToken cancellationToken)
    {
        if (quotas.Count == 0)
        {
            return;
        }

        var command = session.Command(Sql["save"]);
        await using var _ = command.ConfigureAwait(false);
        command.Parameters.With(quotas.Keys.ToArray()).With(quotas.Values.Select(q => q.ResetsAt?.UtcDateTime).ToArray())
            .With(quotas.Values.Select(q => q.Used).ToArray());
        await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }

    public static async Task AddOrSetAsync(Session session, string tenant, QuotaState quota, CancellationToken cancellationToken)
    {
        var command = session.Command(Sql["set"]);
        await using var _ = command.ConfigureAwait(false);
        command.Parameters.With(tenant).With(quota.Limit).With(quota.Period).With(quota.ResetsAt).With(quota.Used);
        await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }

    public static async Task RemoveAsync(Session session, string tenant, CancellationToken cancellationToken)
    {
        var command = session.Command(Sql["remove"]);
        await using var _ = command.ConfigureAwait(false);
        command.Parameters.With(tenant);
        await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }

    private static async Task<(Dictionary<string, QuotaState> Quotas, DateTimeOffset Now)> ReadAsync(
        Session session, string name, Action<NpgsqlParameterCollection> bind, CancellationToken cancellationToken)
    {
        var batch = session.Batch();
        await using var _ = batch.ConfigureAwait(false);
        var rows = session.BatchCommand(Sql[name]);
        bind(rows.Parameters);
        batch.BatchCommands.Add(rows);
        batch.BatchCommands.Add(session.BatchCommand(Sql["now"]));
        var reader = await batch.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using var __ = reader.ConfigureAwait(false);
        var quotas = new Dictionary<string, QuotaState>(StringComparer.Ordinal);
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            var period = reader.GetTimeSpan(2);
            quotas.Add(reader.GetString(0), new QuotaState(reader.GetInt64(1), period, StoreTime.ToTime(reader.TimeOrNull(3)) - period, reader.GetInt64(4)));
        }

        await reader.NextResultAsync(cancellationToken).ConfigureAwait(false);
        await reader.ReadAsync(cancellationToken).ConfigureAwait(false);
        return (quotas, StoreTime.ToTime(reader.GetDateTime(0)));
    }
}
