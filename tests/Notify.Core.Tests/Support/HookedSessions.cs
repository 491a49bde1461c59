using Notify.Sessions;

namespace Notify.Core.Tests.Support;

/// <summary>A session store into whose changes a test can reach.</summary>
internal sealed class HookedSessions(ISessionStore inner) : ISessionStore
{
    public Func<SessionChange, Task> BeforeChange { get; set; } = _ => Task.CompletedTask;

    public Action BeforeOpen { get; set; } = () => { };

    public Action BeforePage { get; set; } = () => { };

    public Task<Session?> OpenAsync(SessionOpening opening, CancellationToken cancellationToken)
    {
        BeforeOpen();
        return inner.OpenAsync(opening, cancellationToken);
    }

    public Task<IReadOnlyDictionary<Guid, Session>> GetAsync(IReadOnlyList<Guid> ids, CancellationToken cancellationToken) => inner.GetAsync(ids, cancellationToken);

    public async Task<SessionChangeResult> ChangeAsync(SessionChange change, CancellationToken cancellationToken)
    {
        await BeforeChange(change);
        return await inner.ChangeAsync(change, cancellationToken);
    }

    public Task<SessionPage> PageAsync(SessionSelection selection, int limit, Guid? after, CancellationToken cancellationToken)
    {
        BeforePage();
        return inner.PageAsync(selection, limit, after, cancellationToken);
    }

    public Task<SessionCleanUp> CleanUpAsync(TimeSpan keep, int limit, CancellationToken cancellationToken) => inner.CleanUpAsync(keep, limit, cancellationToken);
}
