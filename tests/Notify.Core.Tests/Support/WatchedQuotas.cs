using Notify.Limits;

namespace Notify.Core.Tests.Support;

/// <summary>Quotas that tell what was taken and given back, and can fail.</summary>
internal sealed class WatchedQuotas(IQuotas inner) : IQuotas
{
    public List<IReadOnlyList<QuotaRequest>> Takes { get; } = [];

    public List<IReadOnlyList<QuotaReturn>> Returns { get; } = [];

    public Task<IReadOnlyList<Quota>> ReadAsync(string? tenant, CancellationToken cancellationToken) => inner.ReadAsync(tenant, cancellationToken);

    public Task<Quota?> SetAsync(QuotaChange change, CancellationToken cancellationToken) => inner.SetAsync(change, cancellationToken);

    public Task<IReadOnlyList<QuotaGrant>> TakeAsync(IReadOnlyList<QuotaRequest> requests, CancellationToken cancellationToken)
    {
        Takes.Add(requests);
        return inner.TakeAsync(requests, cancellationToken);
    }

    public Task GiveBackAsync(IReadOnlyList<QuotaReturn> returns, CancellationToken cancellationToken)
    {
        Returns.Add(returns);
        return inner.GiveBackAsync(returns, cancellationToken);
    }
}
