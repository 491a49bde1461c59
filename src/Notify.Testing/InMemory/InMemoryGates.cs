using Notify.Auditing;
using Notify.Gates;

namespace Notify.Testing.InMemory;

/// <summary>Keeps gates.</summary>
internal sealed class InMemoryGates(InMemoryState state) : IGates
{
    public Task<IReadOnlyList<Gate>> ReadAsync(CancellationToken cancellationToken) =>
        state.TransactAsync<IReadOnlyList<Gate>>(now => [.. state.Gates.Values.Where(g => g.IsClosed(now) || g.IsProbing(now))], cancellationToken);

    public Task<IReadOnlyList<bool>> CloseAsync(IReadOnlyList<CloseGate> gates, CancellationToken cancellationToken) =>
        state.TransactAsync<IReadOnlyList<bool>>(now => [.. gates.Select(g => Close(g, now)).ToList()], cancellationToken);

    public Task<bool> OpenAsync(GateScope scope, string source, string by, CancellationToken cancellationToken) => state.TransactAsync(
        now =>
        {
            state.GateWords[(scope, source)] = now;
            return Open(scope, source, by, now);
        },
        cancellationToken);

    public Task<GateEffect> HearAsync(GateWord word, CancellationToken cancellationToken) => state.TransactAsync(
        now =>
        {
            var key = (word.Scope, word.Source);
            var saidAt = word.SaidAt < now ? word.SaidAt : now;
            if (state.GateWords.TryGetValue(key, out var last) && last > saidAt)
            {
                return GateEffect.Outdated;
            }

            state.GateWords[key] = saidAt;
            var close = word.IsClosed ? word.ToClose(now) : null;
            return word.IsClosed && close is null ? GateEffect.Over
                : (close is not null ? Close(close, now) : Open(word.Scope, word.Source, word.Source, now)) ? GateEffect.Changed
                : GateEffect.None;
        },
        cancellationToken);

    public Task<IReadOnlyList<Gate>> MendAsync(IReadOnlyList<Guid> deliveryIds, string by, CancellationToken cancellationToken) =>
        state.TransactAsync<IReadOnlyList<Gate>>(
            now =>
            {
                var mended = state.Gates.Values.Where(g => g.IsProbing(now) && g.Probe is { } probe && deliveryIds.Contains(probe.DeliveryId)).ToList();
                foreach (var gate in mended)
                {
                    state.Gates.Remove((gate.Scope, gate.Source));
                    Note(AuditEvents.GateOpened, gate.Scope, gate.Reason, by, now);
                }

                return mended;
            },
            cancellationToken);

    private bool Close(CloseGate close, DateTimeOffset now)
    {
        var key = (close.Scope, close.Source);
        (state.Gates[key], var isNews) = GateRules.Close(state.Gates.GetValueOrDefault(key), close, now);
        if (isNews)
        {
            Note(AuditEvents.GateClosed, close.Scope, close.Reason, close.Source, now);
        }

        return isNews;
    }

    private bool Open(GateScope scope, string source, string by, DateTimeOffset now)
    {
        var wasClosed = state.Gates.Remove((scope, source), out var gate) && (gate.IsClosed(now) || gate.IsProbing(now));
        if (wasClosed)
        {
            Note(AuditEvents.GateOpened, scope, gate!.Reason, by, now);
        }

        return wasClosed;
    }

    private void Note(string what, GateScope scope, string reason, string by, DateTimeOffset now) => state.Write(
        new AuditEntry { At = now, Event = what, Tenant = scope.Tenant ?? "", Reason = reason, Detail = scope.ToString(), By = by });
}
