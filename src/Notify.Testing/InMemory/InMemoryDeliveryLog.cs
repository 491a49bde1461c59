using Notify.Auditing;
using Notify.Deliveries;

namespace Notify.Testing.InMemory;

/// <summary>Reads deliveries and their trail.</summary>
internal sealed class InMemoryDeliveryLog(InMemoryState state) : IDeliveryLog
{
    public Task<IReadOnlyDictionary<Guid, DeliveryRecord>> GetAsync(IReadOnlyCollection<Guid> deliveryIds, CancellationToken cancellationToken) =>
        state.TransactAsync<IReadOnlyDictionary<Guid, DeliveryRecord>>(
            _ => deliveryIds.Distinct().Where(state.Deliveries.ContainsKey).ToDictionary(id => id, id => state.Deliveries[id].ToRecord()),
            cancellationToken);

    public Task<DeliveryPage> PageAsync(DeliverySelection selection, int limit, Guid? after, CancellationToken cancellationToken) =>
        state.TransactAsync(_ => Page(selection, limit, after), cancellationToken);

    public Task<IReadOnlyList<DeliveryCount>> CountAsync(string? tenant, DeliveryState? only, CancellationToken cancellationToken) =>
        state.TransactAsync<IReadOnlyList<DeliveryCount>>(_ => [.. Count(tenant, only)], cancellationToken);

    public Task<IReadOnlyList<AuditEntry>> TrailAsync(TrailQuery query, CancellationToken cancellationToken) =>
        state.TransactAsync<IReadOnlyList<AuditEntry>>(
            _ => [.. state.Trail.Where(r => r.Entry.Tenant == query.Tenant && IsMeant(r, query)).Select(r => r.Entry)], cancellationToken);

    public Task<Guid?> FindByKeyAsync(string tenant, string idempotencyKey, CancellationToken cancellationToken) => state.TransactAsync<Guid?>(
        _ => state.Keys.TryGetValue((tenant, idempotencyKey), out var first) ? first.NotificationId : null, cancellationToken);

    private DeliveryPage Page(DeliverySelection selection, int limit, Guid? after)
    {
        var page = state.Deliveries.Values
            .Where(r => Selecting.IsMeant(r, selection) && (after is not { } last || r.Given.Id.CompareTo(last) < 0))
            .OrderByDescending(r => r.Given.Id)
            .Take(limit + 1)
            .Select(r => r.ToRecord())
            .ToList();
        return page.Count <= limit ? new DeliveryPage(page, null) : new DeliveryPage(page[..limit], page[limit - 1].Id);
    }

    private IEnumerable<DeliveryCount> Count(string? tenant, DeliveryState? only) => state.Deliveries.Values
        .Where(r => (tenant is null || r.Given.Flow.Tenant == tenant) && (only is null || r.State == only))
        .GroupBy(r => (r.Given.Flow, r.State))
        .Select(g => new DeliveryCount(
            g.Key.Flow, g.Key.State, g.Count(), g.Key.State == DeliveryState.Queued ? g.Min(r => r.DueAt) : null));

    private static bool IsMeant(TrailRow row, TrailQuery query) => query switch
    {
        { NotificationId: { } id } => row.Entry.DeliveryId is { } delivery && Ids.NotificationOf(delivery) == id,
        { CorrelationId: { } id } => row.CorrelationId == id,
        { ContactId: { } id } => row.Entry.ContactId == id,
        _ => throw new ArgumentException("Give a notification, a correlation id or a contact.", nameof(query)),
    };
}
