using Npgsql;

namespace Notify.Storage.Postgres;

/// <summary>How the PostgreSQL store works. Set in code, by <c>UsePostgres</c>.</summary>
public sealed class PostgresOptions
{
    /// <summary>
    /// Where the database is, as Npgsql writes it: <c>Host=db;Database=app;Username=notify;Password=…</c>. Give this or <see cref="DataSource"/>.
    /// Where it names no <c>Maximum Pool Size</c>, the store uses 4 connections at most, and one more to listen.
    /// </summary>
    public string? ConnectionString { get; set; }

    /// <summary>The app's own data source, used as it is and not disposed of. Give this or <see cref="ConnectionString"/>.</summary>
    public NpgsqlDataSource? DataSource { get; set; }

    /// <summary>The schema everything is kept in. Default <c>notify</c>; 1 to 40 of a-z, 0-9 and '_', beginning with neither a digit nor 'pg_'.</summary>
    public string Schema { get; set; } = "notify";

    /// <summary>
    /// Whether the host creates and updates the schema when it starts; safe with many hosts starting at once. Default false: an older schema is refused at
    /// start, and <see cref="PostgresSchema.Script"/> gives the script to run.
    /// </summary>
    public bool MigrateOnStart { get; set; }

    /// <summary>
    /// Whether workers are woken by LISTEN and NOTIFY. Default true. When false, nobody is told and they poll; where no connection of its own can be kept, they poll.
    /// </summary>
    public bool Listen { get; set; } = true;

    /// <summary>
    /// Whether the connections go through a pooler in transaction mode, such as PgBouncer. Then nothing is prepared, and this host
    /// does not listen; it still tells those that do. Default false.
    /// </summary>
    public bool UsesTransactionPooler { get; set; }

    /// <summary>How long one statement may take before it fails with <see cref="StorageFailure.NotStored"/> or <see cref="StorageFailure.MayBeStored"/>. Default 30 s; 1 s to 10 min.</summary>
    public TimeSpan CommandTimeout { get; set; } = TimeSpan.FromSeconds(30);
}
