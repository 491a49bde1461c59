using Notify.Limits;

namespace Notify.Testing.InMemory;

/// <summary>Hands out places.</summary>
internal sealed class InMemoryPacer(InMemoryState state) : IPacer
{
    public Task<IReadOnlyList<PaceGrant>> ReserveAsync(IReadOnlyList<PaceRequest> requests, CancellationToken cancellationToken) =>
        state.TransactAsync<IReadOnlyList<PaceGrant>>(now => [.. requests.Select(r => Reserve(r, now))], cancellationToken);

    public Task GiveBackAsync(IReadOnlyList<PaceReturn> returns, CancellationToken cancellationToken) => state.TransactAsync(
        _ =>
        {
            foreach (var given in returns)
            {
                var account = (given.Channel, given.Account);
                if (state.Paces.TryGetValue(account, out var pace) && pace.NextAt == given.NextAt)
                {
                    state.Paces[account] = pace with { NextAt = given.NextAt - PaceRules.Length(given.Count, given.PerSecond) };
                }
            }

            return returns.Count;
        },
        cancellationToken);

    private PaceGrant Reserve(PaceRequest request, DateTimeOffset now)
    {
        var account = (request.Channel, request.Account);
        var first = state.Paces.TryGetValue(account, out var pace) && pace.NextAt > now ? pace.NextAt : now;
        var next = first + PaceRules.Length(request.Count, request.PerSecond);
        state.Paces[account] = new Pace(next, request.PerSecond);
        return new PaceGrant(first - now, next);
    }
}
