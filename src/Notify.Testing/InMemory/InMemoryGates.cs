using Notify.Auditing;
using Notify.Gates;

namespace Notify.Testing.InMemory;

/// <summary>Keeps gates.</summary>
internal sealed class InMemoryGates(InMemoryState state) : IGates
{
    public Task<IReadOnlyList<Gate>> ReadAsync(CancellationToken cancellationToken) =>
        state.TransactAsync<IReadOnlyList<Gate>>(now => [.. state.Gates.Values.Where(g => InMemoryState.IsClosed(g, now))], cancellationToken);

    public Task CloseAsync(IReadOnlyList<CloseGate> gates, CancellationToken cancellationToken) => state.TransactAsync(
        now =>
        {
            foreach (var gate in gates)
            {
                Close(gate, now);
            }

            return gates.Count;
        },
        cancellationToken);

    public Task<bool> OpenAsync(GateScope scope, string source, string by, CancellationToken cancellationToken) => state.TransactAsync(
        now =>
        {
            var wasClosed = state.Gates.Remove((scope, source), out var gate) && InMemoryState.IsClosed(gate, now);
            if (wasClosed)
            {
                Note(AuditEvents.GateOpened, scope, source, by, now);
            }

            return wasClosed;
        },
        cancellationToken);

    private void Close(CloseGate close, DateTimeOffset now)
    {
        var key = (close.Scope, close.Source);
        var known = state.Gates.GetValueOrDefault(key) is { } gate && InMemoryState.IsClosed(gate, now) ? gate : null;
        var until = now + close.For;
        state.Gates[key] = new Gate(close.Scope, close.Source, close.Reason, known?.ClosedAt ?? now, known is null ? until : Later(known.Until, until));
        Note(AuditEvents.GateClosed, close.Scope, close.Reason, close.Source, now);
    }

    private static DateTimeOffset? Later(DateTimeOffset? one, DateTimeOffset? other) => one is null || other is null ? null : one > other ? one : other;

    private void Note(string what, GateScope scope, string reason, string by, DateTimeOffset now) =>
        state.Write(new AuditEntry { At = now, Event = what, Tenant = scope.Tenant ?? "", Reason = reason, By = by });
}
