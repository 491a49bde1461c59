using Notify.Sessions;
using Notify.Storage.Sqlite.Database;
using Session = Notify.Sessions.Session;

namespace Notify.Storage.Sqlite.Sessions;

/// <summary>Sessions in SQLite.</summary>
internal sealed class SessionStore(SqliteDatabase database) : ISessionStore
{
    public Task<Session?> OpenAsync(SessionOpening opening, CancellationToken cancellationToken) =>
        database.WriteAsync("open a session", session => SessionWork.Open(session, opening), cancellationToken);

    public async Task<IReadOnlyDictionary<Guid, Session>> GetAsync(IReadOnlyList<Guid> ids, CancellationToken cancellationToken) => ids.Count == 0
        ? new Dictionary<Guid, Session>()
        : await database.ReadAsync(
            "read sessions",
            session => ids.Distinct().Select(session.Sessions.Find).OfType<Session>().ToDictionary(s => s.Id),
            cancellationToken).ConfigureAwait(false);

    public Task<SessionChangeResult> ChangeAsync(SessionChange change, CancellationToken cancellationToken) =>
        database.WriteAsync("change a session", session => SessionWork.Change(session, change), cancellationToken);

    public async Task<SessionPage> PageAsync(SessionSelection selection, int limit, Guid? after, CancellationToken cancellationToken)
    {
        var found = await database.ReadAsync("read sessions", session => session.Sessions.Page(selection, limit + 1, after), cancellationToken).ConfigureAwait(false);
        return found.Count <= limit ? new SessionPage(found, null) : new SessionPage(found[..limit], found[limit - 1].Id);
    }

    public Task<SessionCleanUp> CleanUpAsync(TimeSpan keep, int limit, CancellationToken cancellationToken) => database.WriteAsync(
        "clean up sessions",
        session => new SessionCleanUp(
            session.Sessions.CloseExpired(session.Now, limit), session.Sessions.RemoveOld(session.Now - StoreTime.Length(keep), limit)),
        cancellationToken);
}
