namespace Notify.Limits;

/// <summary>
/// How many messages each tenant may send in a period, exactly, whatever the number of workers. A tenant without a quota may send any number.
/// Thread-safe, across processes. Time is the store's own.
/// </summary>
/// <remarks>
/// For implementers: one row a tenant. A period is fixed, not sliding: windows follow each other without a gap from the first one's begin, and what is used
/// counts from nothing again in each. Requests of one call are taken in the order of the tenants' names, so that two calls never wait for each other.
/// </remarks>
public interface IQuotas
{
    /// <summary>The quotas as they stand now, by tenant.</summary>
    /// <param name="tenant">One tenant; null for all, which is for the service's own operators.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    Task<IReadOnlyList<Quota>> ReadAsync(string? tenant, CancellationToken cancellationToken);

    /// <summary>
    /// Sets, changes or takes away a tenant's quota; audited as <c>quota_set</c>. What is used stays where the period stays the same and
    /// <see cref="QuotaChange.StartsAt"/> is null or falls on the begin of a window; otherwise counting begins anew.
    /// </summary>
    /// <returns>The quota from now on; null where it was taken away.</returns>
    Task<Quota?> SetAsync(QuotaChange change, CancellationToken cancellationToken);

    /// <summary>
    /// Takes for a batch: of each tenant as many as there is room for, in one transaction. A first take starts the first window of a quota without a start.
    /// Answers in order.
    /// </summary>
    Task<IReadOnlyList<QuotaGrant>> TakeAsync(IReadOnlyList<QuotaRequest> requests, CancellationToken cancellationToken);

    /// <summary>Gives back what was taken and not used. What was taken in a window that is over, or from a quota that began anew since, is passed over.</summary>
    Task GiveBackAsync(IReadOnlyList<QuotaReturn> returns, CancellationToken cancellationToken);
}
