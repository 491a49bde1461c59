using Notify.Auditing;
using Notify.Deliveries;
using Notify.Storage.Postgres.Database;
using Notify.Storage.Postgres.Flows;

namespace Notify.Storage.Postgres.Deliveries;

/// <summary>The log in PostgreSQL.</summary>
internal sealed class DeliveryLog(PostgresDatabase database, FlowCache flows) : IDeliveryLog
{
    private const int LongestPage = 1000;

    private static readonly string FindKey = SqlFile.Of("Deliveries/record")["find_key"];

    public async Task<IReadOnlyDictionary<Guid, DeliveryRecord>> GetAsync(IReadOnlyCollection<Guid> deliveryIds, CancellationToken cancellationToken)
    {
        if (deliveryIds.Count == 0)
        {
            return new Dictionary<Guid, DeliveryRecord>();
        }

        Guid[] ids = [.. deliveryIds.Distinct()];
        var rows = await database.RunAsync("read deliveries", (session, token) => RecordTable.FindAsync(session, flows, ids, token), cancellationToken)
            .ConfigureAwait(false);
        return rows.ToDictionary(r => r.Record.Id, r => r.Record);
    }

    public async Task<DeliveryPage> PageAsync(DeliverySelection selection, int limit, Guid? after, CancellationToken cancellationToken)
    {
        var (rows, next) = await database.WriteAsync(
            "page deliveries",
            (session, token) => SelectionPage.ReadAsync(session, flows, selection, Math.Clamp(limit, 1, LongestPage), after, token),
            cancellationToken).ConfigureAwait(false);
        return new DeliveryPage([.. rows.Select(r => r.Record)], next);
    }

    public async Task<IReadOnlyList<DeliveryCount>> CountAsync(string? tenant, DeliveryState? state, CancellationToken cancellationToken)
    {
        var rows = await database.WriteAsync(
            "count deliveries", (session, token) => CountTable.ReadAsync(session, tenant, state, token), cancellationToken).ConfigureAwait(false);
        var keys = await flows.GetAsync([.. rows.Select(r => r.FlowId)], cancellationToken).ConfigureAwait(false);
        return [.. rows.Select((row, i) => new DeliveryCount(keys[i], row.State, row.Count, row.OldestDue))];
    }

    public async Task<IReadOnlyList<AuditEntry>> TrailAsync(TrailQuery query, CancellationToken cancellationToken) =>
        Trail.Of(
            await database.WriteAsync("read the trail", (session, token) => TrailTable.ReadAsync(session, query, token), cancellationToken).ConfigureAwait(false),
            query.Tenant);

    public async Task<Guid?> FindByKeyAsync(string tenant, string idempotencyKey, CancellationToken cancellationToken)
    {
        var found = await database.RunAsync(
            "find a key",
            (session, token) => session.ReadAsync(FindKey, p => p.With(tenant).With(idempotencyKey), r => (Guid?)r.GetGuid(0), token),
            cancellationToken).ConfigureAwait(false);
        return found.Count == 0 ? null : found[0];
    }
}
