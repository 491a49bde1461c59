using Notify.Gates;
using Notify.Storage.Postgres.Auditing;
using Notify.Storage.Postgres.Database;

namespace Notify.Storage.Postgres.Gates;

/// <summary>Gates in PostgreSQL.</summary>
internal sealed class GateStore(PostgresDatabase database, ActorCache actors) : IGates
{
    public Task<IReadOnlyList<Gate>> ReadAsync(CancellationToken cancellationToken) => database.RunAsync("read gates", GateTable.ReadAsync, cancellationToken);

    public async Task CloseAsync(IReadOnlyList<CloseGate> gates, CancellationToken cancellationToken)
    {
        var closing = new List<(CloseGate Gate, int Actor)>(gates.Count);
        foreach (var gate in gates)
        {
            closing.Add((gate, await actors.GetOrAddAsync(gate.Source, cancellationToken).ConfigureAwait(false)));
        }

        await database.WriteAsync(
            "close gates",
            async (session, token) =>
            {
                foreach (var (gate, actor) in closing)
                {
                    await GateTable.CloseAsync(session, gate, actor, token).ConfigureAwait(false);
                }

                return closing.Count;
            },
            cancellationToken).ConfigureAwait(false);
    }

    public async Task<bool> OpenAsync(GateScope scope, string source, string by, CancellationToken cancellationToken)
    {
        var actor = await actors.GetOrAddAsync(by, cancellationToken).ConfigureAwait(false);
        return await database.RunAsync("open a gate", (session, token) => GateTable.OpenAsync(session, scope, source, actor, token), cancellationToken)
            .ConfigureAwait(false);
    }
}
