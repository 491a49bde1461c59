namespace Notify.AI.Tests.Support;

/// <summary>Sessions at whose calls a worker may die.</summary>
internal sealed class CrashingSessions(ISessionStore inner, CrashPoints crash) : ISessionStore
{
    public Task<Session?> OpenAsync(SessionOpening opening, CancellationToken cancellationToken) => crash.StepAsync(() => inner.OpenAsync(opening, cancellationToken));

    public Task<IReadOnlyDictionary<Guid, Session>> GetAsync(IReadOnlyList<Guid> ids, CancellationToken cancellationToken) =>
        crash.StepAsync(() => inner.GetAsync(ids, cancellationToken));

    public Task<SessionChangeResult> ChangeAsync(SessionChange change, CancellationToken cancellationToken) => crash.StepAsync(() => inner.ChangeAsync(change, cancellationToken));

    public Task<SessionPage> PageAsync(SessionSelection selection, int limit, Guid? after, CancellationToken cancellationToken) =>
        inner.PageAsync(selection, limit, after, cancellationToken);

    public Task<SessionCleanUp> CleanUpAsync(TimeSpan keep, int limit, CancellationToken cancellationToken) => inner.CleanUpAsync(keep, limit, cancellationToken);
}
