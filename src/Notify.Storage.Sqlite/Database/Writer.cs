using System.Collections.Concurrent;

namespace Notify.Storage.Sqlite.Database;

/// <summary>
/// The one thread of this process that writes. What waits for it goes into one transaction and is committed together, so that many small writes cost
/// one flush of the disk; each has a savepoint of its own, so that one failing does not harm the others.
/// </summary>
internal sealed class Writer : IDisposable
{
    private const int MostTogether = 256;

    private readonly Func<Session> _open;
    private readonly BlockingCollection<WriteOperation> _waiting = new(new ConcurrentQueue<WriteOperation>());
    private readonly List<WriteOperation> _group = new(MostTogether);
    private readonly Thread _thread;
    private readonly TimeSpan _busyTimeout;
    private WriteTransaction? _transaction;

    public Writer(Func<Session> open, TimeSpan busyTimeout)
    {
        _open = open;
        _busyTimeout = busyTimeout;
        _thread = new Thread(Loop) { IsBackground = true, Name = "Notify SQLite writer" };
        _thread.Start();
    }

    public Task<T> RunAsync<T>(string name, Func<Session, T> work, CancellationToken cancellationToken)
    {
        var operation = new WriteOperation<T>(name, work, cancellationToken);
        try
        {
            _waiting.Add(operation, CancellationToken.None);
        }
        catch (InvalidOperationException)
        {
            return Task.FromException<T>(new ObjectDisposedException(nameof(SqliteDatabase)));
        }

        return operation.Result;
    }

    /// <summary>Finishes what waits and closes.</summary>
    public void Dispose()
    {
        _waiting.CompleteAdding();
        _thread.Join();
        _waiting.Dispose();
    }

    private void Loop()
    {
        foreach (var first in _waiting.GetConsumingEnumerable())
        {
            _group.Add(first);
            while (_group.Count < MostTogether && _waiting.TryTake(out var next))
            {
                _group.Add(next);
            }

            RunGroup();
            _group.Clear();
        }

        _transaction?.Dispose();
    }

    private void RunGroup()
    {
        _group.RemoveAll(static operation => operation.TryCancel());
        if (_group.Count == 0)
        {
            return;
        }

        try
        {
            _transaction ??= new WriteTransaction(_open(), _busyTimeout);
            _transaction.Run(_group);
        }
        catch (Exception e)
        {
            // Whatever it was, the file is opened afresh for the next group, and nobody is left waiting.
            _transaction?.Dispose();
            _transaction = null;
            _group.ForEach(operation => operation.Fail(StorageFailure.NotStored, e));
        }
    }
}
