using System.Collections.Concurrent;

namespace Notify.Storage.Sqlite.Database;

/// <summary>A few connections that only read, off their callers' threads: SQLite's calls block. Each read sees the database as it is at one moment.</summary>
internal sealed class Readers(Func<Session> open) : IDisposable
{
    private readonly ConcurrentBag<Session> _idle = [];
    private readonly SemaphoreSlim _places = new(Math.Clamp(Environment.ProcessorCount, 2, 8));
    private volatile bool _isDisposed;

    public async Task<T> RunAsync<T>(string name, Func<Session, T> work, CancellationToken cancellationToken)
    {
        await _places.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await Task.Run(() => Run(name, work), cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _places.Release();
        }
    }

    /// <summary>Closes them; reads under way finish first.</summary>
    public void Dispose()
    {
        _isDisposed = true;
        while (_idle.TryTake(out var session))
        {
            session.Dispose();
        }
    }

    private T Run<T>(string name, Func<Session, T> work)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, typeof(SqliteDatabase));
        Session? session = null;
        try
        {
            session = _idle.TryTake(out var idle) ? idle : open();
            session.Connection.Execute("BEGIN");
            session.Begin();
            var result = work(session);
            session.Connection.Execute("COMMIT");
            Return(session);
            return result;
        }
        catch (SqliteError e)
        {
            session?.Dispose();
            throw new StorageException(StorageFailure.NotStored, name, e);
        }
        catch
        {
            session?.Dispose();
            throw;
        }
    }

    private void Return(Session session)
    {
        _idle.Add(session);
        if (_isDisposed)
        {
            Dispose();
        }
    }
}
