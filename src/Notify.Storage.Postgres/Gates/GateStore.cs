using Notify.Gates;
using Notify.Storage.Postgres.Auditing;
using Notify.Storage.Postgres.Database;

namespace Notify.Storage.Postgres.Gates;

/// <summary>Gates in PostgreSQL.</summary>
internal sealed class GateStore(PostgresDatabase database, ActorCache actors) : IGates
{
    public Task<IReadOnlyList<Gate>> ReadAsync(CancellationToken cancellationToken) => database.RunAsync("read gates", GateTable.ReadAsync, cancellationToken);

    public async Task<IReadOnlyList<bool>> CloseAsync(IReadOnlyList<CloseGate> gates, CancellationToken cancellationToken)
    {
        var closing = new List<(CloseGate Gate, int Actor)>(gates.Count);
        foreach (var gate in gates)
        {
            closing.Add((gate, await actors.GetOrAddAsync(gate.Source, cancellationToken).ConfigureAwait(false)));
        }

        return await database.WriteAsync<IReadOnlyList<bool>>(
            "close gates",
            async (session, token) =>
            {
                var areNews = new bool[closing.Count];
                for (var i = 0; i < areNews.Length; i++)
                {
                    areNews[i] = await GateTable.CloseAsync(session, closing[i].Gate, closing[i].Actor, token).ConfigureAwait(false);
                }

                return areNews;
            },
            cancellationToken).ConfigureAwait(false);
    }

    public async Task<bool> OpenAsync(GateScope scope, string source, string by, CancellationToken cancellationToken)
    {
        var actor = await actors.GetOrAddAsync(by, cancellationToken).ConfigureAwait(false);
        return await database.RunAsync("open a gate", (session, token) => GateTable.OpenAsync(session, scope, source, actor, token), cancellationToken)
            .ConfigureAwait(false);
    }

    public async Task<GateEffect> HearAsync(GateWord word, CancellationToken cancellationToken)
    {
        var actor = await actors.GetOrAddAsync(word.Source, cancellationToken).ConfigureAwait(false);
        return await database.RunAsync("hear of a gate", (session, token) => GateTable.HearAsync(session, word, actor, token), cancellationToken)
            .ConfigureAwait(false);
    }

    public async Task<IReadOnlyList<Gate>> MendAsync(IReadOnlyList<Guid> deliveryIds, string by, CancellationToken cancellationToken)
    {
        var actor = await actors.GetOrAddAsync(by, cancellationToken).ConfigureAwait(false);
        return await database.WriteAsync("mend gates", (session, token) => GateTable.MendAsync(session, [.. deliveryIds], actor, token), cancellationToken)
            .ConfigureAwait(false);
    }
}
