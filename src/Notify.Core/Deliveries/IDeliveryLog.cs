using Notify.Auditing;

namespace Notify.Deliveries;

/// <summary>Reads deliveries and their trail. Thread-safe. Every query but <see cref="GetAsync"/> sees one tenant only.</summary>
public interface IDeliveryLog
{
    /// <summary>Deliveries by id, of any tenant, for receipts; ids the store does not have are left out.</summary>
    Task<IReadOnlyDictionary<Guid, DeliveryRecord>> GetAsync(IReadOnlyCollection<Guid> deliveryIds, CancellationToken cancellationToken);

    /// <summary>A page of the deliveries that match, newest id first.</summary>
    /// <param name="selection">Which.</param>
    /// <param name="limit">The most to give, 1 to 1,000.</param>
    /// <param name="after">The page before's <see cref="DeliveryPage.Next"/>; null for the first page.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    Task<DeliveryPage> PageAsync(DeliverySelection selection, int limit, Guid? after, CancellationToken cancellationToken);

    /// <summary>Counts deliveries by flow and state.</summary>
    /// <param name="tenant">The tenant; null for all, which is for the service's own gauges.</param>
    /// <param name="state">One state; null for all of them, which reads the whole history. Queued and failed ones are counted by index.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    Task<IReadOnlyList<DeliveryCount>> CountAsync(string? tenant, DeliveryState? state, CancellationToken cancellationToken);

    /// <summary>The audit trail of a notification, a correlation id or a contact, oldest first.</summary>
    Task<IReadOnlyList<AuditEntry>> TrailAsync(TrailQuery query, CancellationToken cancellationToken);

    /// <summary>The notification queued under an idempotency key that is still kept, or null.</summary>
    Task<Guid?> FindByKeyAsync(string tenant, string idempotencyKey, CancellationToken cancellationToken);
}
