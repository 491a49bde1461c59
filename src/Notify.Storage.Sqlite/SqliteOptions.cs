namespace Notify.Storage.Sqlite;

/// <summary>How the SQLite store works. Set in code, by <c>UseSqlite</c>.</summary>
public sealed class SqliteOptions
{
    /// <summary>
    /// The database file, for instance <c>data/notify.db</c>; made where there is none, with its folder. Must be on a local disk: SQLite's locks do not
    /// hold on network shares. No default.
    /// </summary>
    public string Path { get; set; } = "";

    /// <summary>
    /// How long a write waits for another process to finish its own before it fails with <see cref="StorageFailure.NotStored"/>. Default 30 s; 100 ms to 10 min.
    /// </summary>
    public TimeSpan BusyTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Whether the host brings an older database up to date when it starts. Default true. When false, an older database is refused at start.
    /// </summary>
    public bool MigrateOnStart { get; set; } = true;

    /// <summary>
    /// Where the store takes its time, for tests that move it. Default null: SQLite's own clock, to the millisecond. Processes that share a file must agree.
    /// </summary>
    public Func<DateTimeOffset>? Now { get; set; }
}
