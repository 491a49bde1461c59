using Notify.Limits;
using Notify.Storage.Sqlite.Database;

namespace Notify.Storage.Sqlite.Limits;

/// <summary>The pace of accounts in SQLite.</summary>
internal sealed class Pacer(SqliteDatabase database) : IPacer
{
    public Task<IReadOnlyList<PaceGrant>> ReserveAsync(IReadOnlyList<PaceRequest> requests, CancellationToken cancellationToken) =>
        requests.Count == 0
            ? Task.FromResult<IReadOnlyList<PaceGrant>>([])
            : database.WriteAsync("reserve places", session => Reserve(session, requests), cancellationToken);

    public Task GiveBackAsync(IReadOnlyList<PaceReturn> returns, CancellationToken cancellationToken) =>
        returns.Count == 0 ? Task.CompletedTask : database.WriteAsync("give places back", session => GiveBack(session, returns), cancellationToken);

    private static IReadOnlyList<PaceGrant> Reserve(Session session, IReadOnlyList<PaceRequest> requests)
    {
        var grants = new PaceGrant[requests.Count];
        for (var i = 0; i < grants.Length; i++)
        {
            grants[i] = session.Paces.Reserve(requests[i], session.NowTime);
        }

        return grants;
    }

    private static int GiveBack(Session session, IReadOnlyList<PaceReturn> returns)
    {
        foreach (var given in returns)
        {
            session.Paces.GiveBack(given);
        }

        return returns.Count;
    }
}
