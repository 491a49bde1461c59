namespace Notify.Sessions;

/// <summary>How sessions come, go on and end. Pure: stores that work on a row under its lock call them.</summary>
public static class SessionRules
{
    /// <summary>A person's session after something happened: the open one prolonged, or a new one.</summary>
    /// <param name="opening">What happened.</param>
    /// <param name="open">The person's session that is open at this time; null for none.</param>
    /// <param name="lastEnd">When the person's last one ended; null for never. Sessions of one person do not overlap.</param>
    /// <param name="now">The store's time.</param>
    public static Session Open(SessionOpening opening, Session? open, DateTimeOffset? lastEnd, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(opening);
        var ends = now + opening.Lifetime;
        if (open is not null)
        {
            return open with
            {
                LastChannel = opening.Over,
                ActiveAt = now,
                ExpiresAt = ends > open.ExpiresAt ? ends : open.ExpiresAt,
                Version = open.Version + 1,
            };
        }

        var since = opening.Since is { } given && given < now ? given : now;
        return new Session
        {
            Id = opening.NewId,
            Tenant = opening.Tenant,
            ContactId = opening.ContactId,
            Status = SessionStatus.Active,
            StartedOver = opening.Over,
            LastChannel = opening.Over,
            StartedAt = lastEnd > since ? lastEnd.Value : since,
            ActiveAt = now,
            ExpiresAt = ends,
            Version = 1,
            Context = SessionContext.Empty,
        };
    }

    /// <summary>A session that has expired, closed as of its expiry.</summary>
    /// <param name="session">The session.</param>
    public static Session Expire(Session session)
    {
        ArgumentNullException.ThrowIfNull(session);
        return session with { Status = SessionStatus.Closed, EndedAt = session.ExpiresAt, Version = session.Version + 1 };
    }

    /// <summary>
    /// Two talks that turned out to be with one person, both open: the first goes on, until the later expiry of the two, and takes from the other's context what is under
    /// keys of which it knows nothing, and the summary where it has none. The other one ends, its own context kept. Where both contexts together are too long, nothing is
    /// taken over from the other's.
    /// </summary>
    /// <param name="stays">The session of the contact that stays.</param>
    /// <param name="ends">The session of the contact that goes up in it.</param>
    /// <param name="now">The store's time.</param>
    public static (Session Stays, Session Ends) Join(Session stays, Session ends, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(stays);
        ArgumentNullException.ThrowIfNull(ends);
        var context = stays.Context.Or(ends.Context);
        var goesOn = stays with
        {
            Context = context.ToJson().Length > SessionContext.MaxLength ? stays.Context : context,
            SummaryId = stays.SummaryId ?? ends.SummaryId,
            LastChannel = ends.ActiveAt > stays.ActiveAt ? ends.LastChannel : stays.LastChannel,
            ActiveAt = ends.ActiveAt > stays.ActiveAt ? ends.ActiveAt : stays.ActiveAt,
            ExpiresAt = ends.ExpiresAt > stays.ExpiresAt ? ends.ExpiresAt : stays.ExpiresAt,
            Version = stays.Version + 1,
        };
        return (goesOn, ends with { Status = SessionStatus.Closed, EndedAt = now, Version = ends.Version + 1 });
    }

    /// <summary>A session after a change; unchanged where the change is refused.</summary>
    /// <param name="session">The session; null for none.</param>
    /// <param name="change">The change.</param>
    /// <param name="now">The store's time.</param>
    public static SessionChangeResult Change(Session? session, SessionChange change, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(change);
        if (session is null)
        {
            return new SessionChangeResult(SessionChangeStatus.Missing, null);
        }

        if (change.ExpectedVersion is { } expected && expected != session.Version)
        {
            return new SessionChangeResult(SessionChangeStatus.Conflict, session);
        }

        if (!session.IsOpen(now) && change.NeedsOpen)
        {
            return new SessionChangeResult(SessionChangeStatus.Closed, session);
        }

        var context = session.Context.Merge(change.Values, change.ValuesIfAbsent);
        if (context.ToJson().Length > SessionContext.MaxLength)
        {
            return new SessionChangeResult(SessionChangeStatus.TooLong, session);
        }

        var closes = change.Status == SessionStatus.Closed && session.Status != SessionStatus.Closed;
        return new SessionChangeResult(SessionChangeStatus.Changed, session with
        {
            Context = context,
            Status = change.Status ?? session.Status,
            EndedAt = closes ? (now < session.ExpiresAt ? now : session.ExpiresAt) : session.EndedAt,
            SummaryId = change.SummaryId ?? session.SummaryId,
            Version = session.Version + 1,
        });
    }
}
