using Microsoft.Extensions.Options;

namespace Notify.Storage.Sqlite.Database;

/// <summary>The database file: one writer, a few readers. Opened at the first use.</summary>
internal sealed class SqliteDatabase : IDisposable
{
    private readonly SqliteOptions _options;
    private readonly Lazy<Writer> _writer;
    private readonly Lazy<Readers> _readers;
    private bool _isDisposed;

    public SqliteDatabase(IOptions<SqliteOptions> options)
    {
        _options = options.Value;
        Path = System.IO.Path.GetFullPath(_options.Path);
        _writer = new Lazy<Writer>(() => new Writer(() => Open(ConnectionSetup.Write), _options.BusyTimeout));
        _readers = new Lazy<Readers>(() => new Readers(() => Open(ConnectionSetup.Read)));
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>Writes in a transaction that is committed when the task ends.</summary>
    public Task<T> WriteAsync<T>(string operation, Func<Session, T> work, CancellationToken cancellationToken) =>
        _writer.Value.RunAsync(operation, work, cancellationToken);

    /// <summary>Reads the database as it is at one moment.</summary>
    public Task<T> ReadAsync<T>(string operation, Func<Session, T> work, CancellationToken cancellationToken) =>
        _readers.Value.RunAsync(operation, work, cancellationToken);

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _isDisposed, true))
        {
            return;
        }

        if (_writer.IsValueCreated)
        {
            _writer.Value.Dispose();
        }

        if (_readers.IsValueCreated)
        {
            _readers.Value.Dispose();
        }
    }

    private Session Open(string setup)
    {
        var connection = new Connection(Path, _options.BusyTimeout);
        try
        {
            connection.Execute(setup);
            return new Session(connection, _options.Now);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }
}
