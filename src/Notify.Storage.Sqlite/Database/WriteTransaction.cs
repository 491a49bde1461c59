using System.Diagnostics;

namespace Notify.Storage.Sqlite.Database;

/// <summary>Runs groups of writes, each group in one transaction. Used by the writer's thread only.</summary>
internal sealed class WriteTransaction : IDisposable
{
    private static readonly TimeSpan OneTry = TimeSpan.FromMilliseconds(2);

    private readonly Session _session;
    private readonly TimeSpan _busyTimeout;
    private readonly Statement _begin;
    private readonly Statement _commit;
    private readonly Statement _savepoint;
    private readonly Statement _release;
    private readonly List<WriteOperation> _done = [];

    public WriteTransaction(Session session, TimeSpan busyTimeout)
    {
        _session = session;
        _busyTimeout = busyTimeout;
        _begin = session.Connection.Prepare("BEGIN IMMEDIATE");
        _commit = session.Connection.Prepare("COMMIT");
        _savepoint = session.Connection.Prepare("SAVEPOINT operation");
        _release = session.Connection.Prepare("RELEASE operation");
        session.Connection.WaitForLocks(OneTry);
    }

    /// <summary>Runs a group and answers each of it. Where it throws, what has no answer yet was not stored.</summary>
    public void Run(List<WriteOperation> group)
    {
        Begin();
        try
        {
            _done.Clear();
            foreach (var operation in group)
            {
                if (TryRun(operation))
                {
                    _done.Add(operation);
                }
            }

            _session.Sequences.Flush();
        }
        catch
        {
            Rollback();
            throw;
        }
        finally
        {
            _session.Sequences.Forget();
        }

        Commit();
    }

    public void Dispose() => _session.Dispose();

    // SQLite's own back-off grows to 100 ms and would starve behind a busy process; so it waits a moment only, and is asked again.
    private void Begin()
    {
        var started = Stopwatch.GetTimestamp();
        while (true)
        {
            try
            {
                _begin.Run();
                return;
            }
            catch (SqliteError e) when (e.IsBusy && Stopwatch.GetElapsedTime(started) < _busyTimeout)
            {
            }
        }
    }

    private bool TryRun(WriteOperation operation)
    {
        _savepoint.Run();
        try
        {
            _session.Begin();
            operation.Run(_session);
            _session.End();
        }
        catch (Exception e)
        {
            _session.Forget();
            if (_session.Connection.IsAutocommit)
            {
                // Disk full and the like: SQLite rolled the whole transaction back, for everybody in it.
                throw;
            }

            _session.Connection.Execute("ROLLBACK TO operation; RELEASE operation");
            operation.Fail(e is SqliteError ? new StorageException(StorageFailure.NotStored, operation.Name, e) : e);
            return false;
        }

        _release.Run();
        return true;
    }

    private void Commit()
    {
        try
        {
            _commit.Run();
        }
        catch (SqliteError e)
        {
            // Still open, or out of space before the commit mark: certainly not stored. Otherwise the mark may have reached the disk.
            var notStored = !_session.Connection.IsAutocommit || e.IsFull || e.IsBusy;
            Rollback();
            _done.ForEach(operation => operation.Fail(notStored ? StorageFailure.NotStored : StorageFailure.MayBeStored, e));
            throw;
        }

        _done.ForEach(static operation => operation.Complete());
    }

    private void Rollback()
    {
        _session.Forget();
        if (!_session.Connection.IsAutocommit)
        {
            _session.Connection.Execute("ROLLBACK");
        }
    }
}
