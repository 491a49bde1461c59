using SQLitePCL;

namespace Notify.Storage.Sqlite.Database;

/// <summary>An open database. One thread at a time.</summary>
internal sealed class Connection : IDisposable
{
    private const int OpenFlags = raw.SQLITE_OPEN_READWRITE | raw.SQLITE_OPEN_CREATE | raw.SQLITE_OPEN_NOMUTEX;

    private readonly sqlite3 _handle;
    private readonly List<Statement> _statements = [];

    static Connection() => Batteries_V2.Init();

    /// <summary>Opens a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="busyTimeout">How long SQLite itself waits for a lock.</param>
    public Connection(string path, TimeSpan busyTimeout)
    {
        var code = raw.sqlite3_open_v2(path, out _handle, OpenFlags, null);
        try
        {
            Check(code);
            Check(raw.sqlite3_extended_result_codes(_handle, 1));
            WaitForLocks(busyTimeout);
        }
        catch
        {
            _handle.Dispose();
            throw;
        }
    }

    /// <summary>Whether no transaction is open.</summary>
    public bool IsAutocommit => raw.sqlite3_get_autocommit(_handle) != 0;

    /// <summary>Rows the last insert, update or delete changed.</summary>
    public int Changes => raw.sqlite3_changes(_handle);

    /// <summary>The row number the last insert was given.</summary>
    public long LastRow => raw.sqlite3_last_insert_rowid(_handle);

    /// <summary>Sets how long SQLite itself waits for a lock.</summary>
    public void WaitForLocks(TimeSpan atMost) => Check(raw.sqlite3_busy_timeout(_handle, (int)atMost.TotalMilliseconds));

    /// <summary>Runs statements without parameters or results.</summary>
    public void Execute(string sql) => Check(raw.sqlite3_exec(_handle, sql));

    /// <summary>The first column of the first row, as text.</summary>
    public string? Scalar(string sql)
    {
        using var statement = new Statement(this, sql);
        return statement.Step() ? statement.TextOrNull(0) : null;
    }

    /// <summary>A statement that is compiled at its first use and lives as long as the connection.</summary>
    public Statement Prepare(string sql)
    {
        var statement = new Statement(this, sql);
        _statements.Add(statement);
        return statement;
    }

    /// <summary>Ends statements that an exception left half read; they could not be bound again.</summary>
    public void ResetStatements() => _statements.ForEach(static statement => statement.Reset());

    public sqlite3_stmt Compile(string sql)
    {
        Check(raw.sqlite3_prepare_v3(_handle, sql, raw.SQLITE_PREPARE_PERSISTENT, out var statement));
        return statement;
    }

    public void Check(int code)
    {
        if (code is not (raw.SQLITE_OK or raw.SQLITE_ROW or raw.SQLITE_DONE))
        {
            throw new SqliteError(code, raw.sqlite3_errmsg(_handle).utf8_to_string());
        }
    }

    public void Dispose()
    {
        foreach (var statement in _statements)
        {
            statement.Dispose();
        }

        _handle.Dispose();
    }
}
