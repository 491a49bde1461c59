using Notify.Limits;
using Notify.Storage.Postgres.Database;

namespace Notify.Storage.Postgres.Limits;

/// <summary>The pace of accounts in PostgreSQL: a call is one round trip.</summary>
internal sealed class Pacer(PostgresDatabase database) : IPacer
{
    private static readonly SqlFile Sql = SqlFile.Of("Limits/pace");

    public Task<IReadOnlyList<PaceGrant>> ReserveAsync(IReadOnlyList<PaceRequest> requests, CancellationToken cancellationToken) =>
        requests.Count == 0
            ? Task.FromResult<IReadOnlyList<PaceGrant>>([])
            : database.RunAsync("reserve places", (session, token) => ReserveAsync(session, requests, token), cancellationToken);

    public Task GiveBackAsync(IReadOnlyList<PaceReturn> returns, CancellationToken cancellationToken) =>
        returns.Count == 0
            ? Task.CompletedTask
            : database.RunAsync("give places back", (session, token) => GiveBackAsync(session, returns, token), cancellationToken);

    private static async Task<IReadOnlyList<PaceGrant>> ReserveAsync(
        Session session, IReadOnlyList<PaceRequest> requests, CancellationToken cancellationToken)
    {
        // Sorted, so that two calls do not wait for each other; one account's stay in their order.
        int[] order = [.. Enumerable.Range(0, requests.Count)
            .OrderBy(i => requests[i].Channel.Name, StringComparer.Ordinal).ThenBy(i => requests[i].Account, StringComparer.Ordinal)];
        var sorted = Array.ConvertAll(order, i => requests[i]);
        var rows = await session.ReadAsync(
            Sql["reserve"],
            p => p.With(Array.ConvertAll(sorted, r => r.Channel.Name)).With(Array.ConvertAll(sorted, r => r.Account))
                .With(Array.ConvertAll(sorted, r => r.PerSecond)).With(Array.ConvertAll(sorted, r => Microseconds(r.Count, r.PerSecond))),
            r => new PaceGrant(r.GetTimeSpan(0), StoreTime.ToTime(r.GetDateTime(1))),
            cancellationToken).ConfigureAwait(false);
        var grants = new PaceGrant[rows.Count];
        for (var i = 0; i < grants.Length; i++)
        {
            grants[order[i]] = rows[i];
        }

        return grants;
    }

    private static Task<List<int>> GiveBackAsync(Session session, IReadOnlyList<PaceReturn> returns, CancellationToken cancellationToken)
    {
        // Of one account's the last places first: only they are free again.
        PaceReturn[] sorted = [.. returns.OrderBy(r => r.Channel.Name, StringComparer.Ordinal).ThenBy(r => r.Account, StringComparer.Ordinal)
            .ThenByDescending(r => r.NextAt)];
        return session.ReadAsync(
            Sql["give_back"],
            p => p.With(Array.ConvertAll(sorted, r => r.Channel.Name)).With(Array.ConvertAll(sorted, r => r.Account))
                .With(Array.ConvertAll(sorted, r => (DateTime?)r.NextAt.UtcDateTime)).With(Array.ConvertAll(sorted, r => Microseconds(r.Count, r.PerSecond))),
            r => r.GetInt32(0),
            cancellationToken);
    }

    private static long Microseconds(int count, int perSecond) => PaceRules.Length(count, perSecond).Ticks / TimeSpan.TicksPerMicrosecond;
}
