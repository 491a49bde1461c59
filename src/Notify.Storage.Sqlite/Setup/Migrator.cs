using System.Diagnostics;
using System.Globalization;
using Notify.Storage.Sqlite.Database;

namespace Notify.Storage.Sqlite.Setup;

/// <summary>Brings a database to this package's version, or says why not. Any number of processes may do it at once.</summary>
internal sealed class Migrator(Connection connection, SqliteOptions options)
{
    // 'Ntfy': tells our files from other programs'.
    private const int ApplicationId = 0x4E746679;

    public void Run()
    {
        SwitchToWal();
        connection.Execute("BEGIN IMMEDIATE");
        try
        {
            RefuseForeignFile();
            Migrate();
            connection.Execute("COMMIT");
        }
        catch
        {
            if (!connection.IsAutocommit)
            {
                connection.Execute("ROLLBACK");
            }

            throw;
        }
    }

    // SQLite does not wait for a lock when it changes the journal mode; another process may be doing the same.
    private void SwitchToWal()
    {
        var started = Stopwatch.GetTimestamp();
        while (true)
        {
            try
            {
                var mode = connection.Scalar("PRAGMA journal_mode = WAL");
                if (!string.Equals(mode, "wal", StringComparison.OrdinalIgnoreCase))
                {
                    throw new InvalidOperationException(
                        $"The database '{options.Path}' cannot keep a write-ahead log (its journal mode stays '{mode}'). Put it on a local disk.");
                }

                return;
            }
            catch (SqliteError e) when (e.IsBusy && Stopwatch.GetElapsedTime(started) < options.BusyTimeout)
            {
                // Waits for whoever holds the lock, as far as SQLite can.
                Thread.Yield();
            }
        }
    }

    private void RefuseForeignFile()
    {
        var application = Number("PRAGMA application_id");
        if (application != ApplicationId && (application != 0 || Number("SELECT count(*) FROM sqlite_schema") > 0))
        {
            throw new InvalidOperationException($"The database '{options.Path}' belongs to another program. Give Notify a file of its own: UseSqlite(\"another.db\").");
        }
    }

    private void Migrate()
    {
        var version = Number("PRAGMA user_version");
        if (version > Migrations.Latest)
        {
            throw new InvalidOperationException(
                $"The database '{options.Path}' is at version {version} and this package knows {Migrations.Latest} at most. Update Notify.Storage.Sqlite.");
        }

        if (version == Migrations.Latest)
        {
            return;
        }

        if (!options.MigrateOnStart)
        {
            throw new InvalidOperationException(
                $"The database '{options.Path}' is at version {version} and this package needs {Migrations.Latest}. Start one host with MigrateOnStart = true in UseSqlite(o => …).");
        }

        for (var next = version + 1; next <= Migrations.Latest; next++)
        {
            connection.Execute(Migrations.Sql(next));
        }

        connection.Execute(string.Create(
            CultureInfo.InvariantCulture, $"PRAGMA application_id = {ApplicationId}; PRAGMA user_version = {Migrations.Latest}"));
    }

    private int Number(string sql) => int.Parse(connection.Scalar(sql) ?? "0", CultureInfo.InvariantCulture);
}
