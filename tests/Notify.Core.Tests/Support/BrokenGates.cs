using Notify.Gates;

namespace Notify.Core.Tests.Support;

/// <summary>Gates that cannot be closed, for a reason no store documents.</summary>
internal sealed class BrokenGates(IGates inner) : IGates
{
    public Task<IReadOnlyList<Gate>> ReadAsync(CancellationToken cancellationToken) => inner.ReadAsync(cancellationToken);

    public Task<IReadOnlyList<bool>> CloseAsync(IReadOnlyList<CloseGate> gates, CancellationToken cancellationToken) => throw new InvalidOperationException("No gates here.");

    public Task<bool> OpenAsync(GateScope scope, string source, string by, CancellationToken cancellationToken) =>
        inner.OpenAsync(scope, source, by, cancellationToken);

    public Task<GateEffect> HearAsync(GateWord word, CancellationToken cancellationToken) => inner.HearAsync(word, cancellationToken);

    public Task<IReadOnlyList<Gate>> MendAsync(IReadOnlyList<Guid> deliveryIds, string by, CancellationToken cancellationToken) =>
        inner.MendAsync(deliveryIds, by, cancellationToken);
}
