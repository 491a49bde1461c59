namespace Notify.Sessions;

/// <summary>Where sessions are kept. Thread-safe; each call is one transaction, by the store's clock.</summary>
public interface ISessionStore
{
    /// <summary>
    /// The person's open session, its life prolonged; where none is open, a new one, active and with an empty context. One that has expired is closed first, as of
    /// its expiry. However many ask at once, they get the same. Where the contact went up in another one, that one's is meant; null where the person was erased.
    /// </summary>
    Task<Session?> OpenAsync(SessionOpening opening, CancellationToken cancellationToken);

    /// <summary>Reads sessions by id, of any tenant; ids that are gone are left out.</summary>
    Task<IReadOnlyDictionary<Guid, Session>> GetAsync(IReadOnlyList<Guid> ids, CancellationToken cancellationToken);

    /// <summary>Changes a session: values are merged by key, so that writers of different keys never undo each other. A change that is made adds 1 to the version.</summary>
    Task<SessionChangeResult> ChangeAsync(SessionChange change, CancellationToken cancellationToken);

    /// <summary>A page of the sessions that match, newest id first.</summary>
    /// <param name="selection">Which.</param>
    /// <param name="limit">The most to give, 1 to 1,000.</param>
    /// <param name="after">The page before's <see cref="SessionPage.Next"/>; null for the first page.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    Task<SessionPage> PageAsync(SessionSelection selection, int limit, Guid? after, CancellationToken cancellationToken);

    /// <summary>Closes what has expired, as of its expiry, and removes what ended long ago.</summary>
    /// <param name="keep">How long an ended session is kept.</param>
    /// <param name="limit">The most to close and the most to remove in this call.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    Task<SessionCleanUp> CleanUpAsync(TimeSpan keep, int limit, CancellationToken cancellationToken);
}
