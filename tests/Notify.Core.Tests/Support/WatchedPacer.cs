using Notify.Limits;

namespace Notify.Core.Tests.Support;

/// <summary>A pacer that tells what was asked of it, and can fail.</summary>
internal sealed class WatchedPacer(IPacer inner) : IPacer
{
    public List<PaceRequest> Reserved { get; } = [];

    public List<PaceReturn> GivenBack { get; } = [];

    public Action BeforeReserve { get; set; } = () => { };

    public Task<IReadOnlyList<PaceGrant>> ReserveAsync(IReadOnlyList<PaceRequest> requests, CancellationToken cancellationToken)
    {
        BeforeReserve();
        Reserved.AddRange(requests);
        return inner.ReserveAsync(requests, cancellationToken);
    }

    public Task GiveBackAsync(IReadOnlyList<PaceReturn> returns, CancellationToken cancellationToken)
    {
        GivenBack.AddRange(returns);
        return inner.GiveBackAsync(returns, cancellationToken);
    }
}
