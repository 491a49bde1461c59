using SQLitePCL;

namespace Notify.Storage.Sqlite.Database;

/// <summary>What SQLite answered where something failed. Never leaves this package: callers get a <see cref="StorageException"/>.</summary>
internal sealed class SqliteError(int code, string message) : Exception($"SQLite error {code}: {message}")
{
    private const int PrimaryCode = 0xFF;

    /// <summary>The extended result code.</summary>
    public int Code => code;

    public bool IsBusy => (code & PrimaryCode) is raw.SQLITE_BUSY or raw.SQLITE_LOCKED;

    public bool IsFull => (code & PrimaryCode) == raw.SQLITE_FULL;
}
