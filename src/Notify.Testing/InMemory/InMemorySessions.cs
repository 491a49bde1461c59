using Notify.Sessions;

namespace Notify.Testing.InMemory;

/// <summary>Keeps sessions.</summary>
internal sealed class InMemorySessions(InMemoryState state) : ISessionStore
{
    public Task<Session?> OpenAsync(SessionOpening opening, CancellationToken cancellationToken) =>
        state.TransactAsync(now => Open(opening, now), cancellationToken);

    public Task<IReadOnlyDictionary<Guid, Session>> GetAsync(IReadOnlyList<Guid> ids, CancellationToken cancellationToken) =>
        state.TransactAsync<IReadOnlyDictionary<Guid, Session>>(
            _ => ids.Distinct().Where(state.Sessions.ContainsKey).ToDictionary(id => id, id => state.Sessions[id]), cancellationToken);

    public Task<SessionChangeResult> ChangeAsync(SessionChange change, CancellationToken cancellationToken) =>
        state.TransactAsync(now => Change(change, now), cancellationToken);

    public Task<SessionPage> PageAsync(SessionSelection selection, int limit, Guid? after, CancellationToken cancellationToken) => state.TransactAsync(
        _ =>
        {
            var found = state.Sessions.Values
                .Where(s => s.Tenant == selection.Tenant && (selection.ContactId ?? s.ContactId) == s.ContactId && (selection.Status ?? s.Status) == s.Status)
                .Where(s => after is not { } last || Compare(s.Id, last) < 0)
                .OrderByDescending(s => s.Id, Comparer<Guid>.Create(Compare))
                .Take(limit + 1)
                .ToList();
            return found.Count <= limit ? new SessionPage(found, null) : new SessionPage(found[..limit], found[limit - 1].Id);
        },
        cancellationToken);

    public Task<SessionCleanUp> CleanUpAsync(TimeSpan keep, int limit, CancellationToken cancellationToken) => state.TransactAsync(
        now =>
        {
            var expired = state.Sessions.Values.Where(s => s.Status != SessionStatus.Closed && s.ExpiresAt <= now).OrderBy(s => s.ExpiresAt).Take(limit).ToList();
            expired.ForEach(s => state.Sessions[s.Id] = SessionRules.Expire(s));
            var old = state.Sessions.Values.Where(s => s.EndedAt + keep <= now).OrderBy(s => s.EndedAt).Take(limit).ToList();
            old.ForEach(s => state.Sessions.Remove(s.Id));
            return new SessionCleanUp(expired.Count, old.Count);
        },
        cancellationToken);

    private static int Compare(Guid one, Guid other) => one.ToByteArray(bigEndian: true).AsSpan().SequenceCompareTo(other.ToByteArray(bigEndian: true));

    private Session? Open(SessionOpening given, DateTimeOffset now)
    {
        if (state.Contacts.Find(given.ContactId) is not { IsErased: false } contact)
        {
            return null;
        }

        var opening = given with { ContactId = contact.Id };
        var open = state.FindOpenSession(opening.ContactId, now);
        var lastEnd = state.Sessions.Values.Where(s => s.ContactId == opening.ContactId).Max(s => s.EndedAt);
        var session = SessionRules.Open(opening, open, lastEnd, now);
        return state.Sessions[session.Id] = session;
    }

    private SessionChangeResult Change(SessionChange change, DateTimeOffset now)
    {
        var result = SessionRules.Change(state.Sessions.GetValueOrDefault(change.Id), change, now);
        if (result.Status == SessionChangeStatus.Changed)
        {
            state.Sessions[change.Id] = result.Session!;
        }

        return result;
    }
}
