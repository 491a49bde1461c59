using Notify.Auditing;
using Notify.Deliveries;
using Notify.Storage.Sqlite.Database;

namespace Notify.Storage.Sqlite.Deliveries;

/// <summary>The log in SQLite.</summary>
internal sealed class DeliveryLog(SqliteDatabase database) : IDeliveryLog
{
    private const int LongestPage = 1000;

    public Task<IReadOnlyDictionary<Guid, DeliveryRecord>> GetAsync(IReadOnlyCollection<Guid> deliveryIds, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyDictionary<Guid, DeliveryRecord>>(
            "read deliveries", session => session.Records.Find(deliveryIds), cancellationToken);

    public Task<DeliveryPage> PageAsync(DeliverySelection selection, int limit, Guid? after, CancellationToken cancellationToken) =>
        database.ReadAsync(
            "page deliveries", session => session.Selections.Page(selection, Math.Clamp(limit, 1, LongestPage), after), cancellationToken);

    public Task<IReadOnlyList<DeliveryCount>> CountAsync(string? tenant, DeliveryState? state, CancellationToken cancellationToken) =>
        database.ReadAsync("count deliveries", session => session.Counts.Read(tenant, state, session.Flows), cancellationToken);

    public Task<IReadOnlyList<AuditEntry>> TrailAsync(TrailQuery query, CancellationToken cancellationToken) =>
        database.ReadAsync("read the trail", session => session.Audit.Trail(query), cancellationToken);

    public Task<Guid?> FindByKeyAsync(string tenant, string idempotencyKey, CancellationToken cancellationToken) =>
        database.ReadAsync("find a key", session => session.Keys.Find(tenant, idempotencyKey, session.Now)?.NotificationId, cancellationToken);
}
