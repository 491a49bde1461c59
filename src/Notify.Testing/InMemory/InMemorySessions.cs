using Notify.Sessions;

namespace Notify.Testing.InMemory;

/// <summary>Keeps sessions.</summary>
internal sealed class InMemorySessions(InMemoryState state) : ISessionStore
{
    public Task<Session> OpenAsync(SessionOpening opening, CancellationToken cancellationToken) =>
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
            expired.ForEach(s => state.Sessions[s.Id] = Expire(s));
            var old = state.Sessions.Values.Where(s => s.EndedAt + keep <= now).OrderBy(s => s.EndedAt).Take(limit).ToList();
            old.ForEach(s => state.Sessions.Remove(s.Id));
            return new SessionCleanUp(expired.Count, old.Count);
        },
        cancellationToken);

    private static int Compare(Guid one, Guid other) => one.ToByteArray(bigEndian: true).AsSpan().SequenceCompareTo(other.ToByteArray(bigEndian: true));

    private static Session Expire(Session session) =>
        session with { Status = SessionStatus.Closed, EndedAt = session.ExpiresAt, Version = session.Version + 1 };

    private Session Open(SessionOpening opening, DateTimeOffset now)
    {
        var since = opening.Since is { } given && given < now ? given : now;
        foreach (var session in state.Sessions.Values.Where(s => s.ContactId == opening.ContactId).ToList())
        {
            if (session.IsOpen(now))
            {
                var ends = now + opening.Lifetime;
                return state.Sessions[session.Id] = session with
                {
                    LastChannel = opening.Over,
                    ActiveAt = now,
                    ExpiresAt = ends > session.ExpiresAt ? ends : session.ExpiresAt,
                    Version = session.Version + 1,
                };
            }

            if (session.Status != SessionStatus.Closed)
            {
                state.Sessions[session.Id] = Expire(session);
            }
        }

        // Sessions of one person do not overlap.
        var last = state.Sessions.Values.Where(s => s.ContactId == opening.ContactId).Max(s => s.EndedAt);
        return state.Sessions[opening.NewId] = new Session
        {
            Id = opening.NewId,
            Tenant = opening.Tenant,
            ContactId = opening.ContactId,
            Status = SessionStatus.Active,
            StartedOver = opening.Over,
            LastChannel = opening.Over,
            StartedAt = last > since ? last.Value : since,
            ActiveAt = now,
            ExpiresAt = now + opening.Lifetime,
            Version = 1,
            Context = SessionContext.Empty,
        };
    }

    private SessionChangeResult Change(SessionChange change, DateTimeOffset now)
    {
        if (!state.Sessions.TryGetValue(change.Id, out var session))
        {
            return new SessionChangeResult(SessionChangeStatus.Missing, null);
        }

        if (change.ExpectedVersion is { } expected && expected != session.Version)
        {
            return new SessionChangeResult(SessionChangeStatus.Conflict, session);
        }

        if (!session.IsOpen(now) && (change.Status is not (null or SessionStatus.Closed) || change.SummaryId is not null))
        {
            return new SessionChangeResult(SessionChangeStatus.Closed, session);
        }

        var context = session.Context.Merge(change.Values, change.ValuesIfAbsent);
        if (context.ToJson().Length > SessionContext.MaxLength)
        {
            return new SessionChangeResult(SessionChangeStatus.TooLong, session);
        }

        var closes = change.Status == SessionStatus.Closed && session.Status != SessionStatus.Closed;
        return new SessionChangeResult(SessionChangeStatus.Changed, state.Sessions[session.Id] = session with
        {
            Context = context,
            Status = change.Status ?? session.Status,
            EndedAt = closes ? (now < session.ExpiresAt ? now : session.ExpiresAt) : session.EndedAt,
            SummaryId = change.SummaryId ?? session.SummaryId,
            Version = session.Version + 1,
        });
    }
}
