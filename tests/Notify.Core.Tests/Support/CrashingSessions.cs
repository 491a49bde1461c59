using Notify.Sessions;

namespace Notify.Core.Tests.Support;

/// <summary>A session store that fails at one step: before the call reaches it, or after it has done it.</summary>
internal sealed class CrashingSessions(ISessionStore inner) : ISessionStore
{
    private int _steps;

    /// <summary>The step to fail at, from 1; each call has two. 0 for none.</summary>
    public int FailAt { get; set; }

    /// <summary>How many steps there have been since <see cref="FailAt"/> was set.</summary>
    public int Steps => _steps;

    public Task<Session?> OpenAsync(SessionOpening opening, CancellationToken cancellationToken) => StepAsync(() => inner.OpenAsync(opening, cancellationToken));

    public Task<IReadOnlyDictionary<Guid, Session>> GetAsync(IReadOnlyList<Guid> ids, CancellationToken cancellationToken) =>
        StepAsync(() => inner.GetAsync(ids, cancellationToken));

    public Task<SessionChangeResult> ChangeAsync(SessionChange change, CancellationToken cancellationToken) =>
        StepAsync(() => inner.ChangeAsync(change, cancellationToken));

    public Task<SessionPage> PageAsync(SessionSelection selection, int limit, Guid? after, CancellationToken cancellationToken) =>
        StepAsync(() => inner.PageAsync(selection, limit, after, cancellationToken));

    public Task<SessionCleanUp> CleanUpAsync(TimeSpan keep, int limit, CancellationToken cancellationToken) => inner.CleanUpAsync(keep, limit, cancellationToken);

    private async Task<T> StepAsync<T>(Func<Task<T>> call)
    {
        Step();
        var result = await call();
        Step();
        return result;
    }

    private void Step()
    {
        if (++_steps == FailAt)
        {
            throw new Notify.Storage.StorageException(Notify.Storage.StorageFailure.MayBeStored, "test", new IOException("crashed"));
        }
    }
}
