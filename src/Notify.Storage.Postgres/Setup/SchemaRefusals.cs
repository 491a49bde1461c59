using Npgsql;

namespace Notify.Storage.Postgres.Setup;

/// <summary>Why a database cannot be used as it is, and what to do. Names the database and schema, never more of the connection.</summary>
internal sealed class SchemaRefusals(string database, string schema)
{
    private string Remedy =>
        $"Run the script that PostgresSchema.Script(\"{schema}\") gives, or start one host with MigrateOnStart = true in UsePostgres(o => …).";

    public InvalidOperationException ServerTooOld(Version version, int oldest) =>
        new($"The database '{database}' is on PostgreSQL {version}, and the store needs {oldest} or later. Update the server.");

    public InvalidOperationException Isolated(string isolation, string needed) => new(
        $"Transactions on the database '{database}' are '{isolation}' by default, and the store needs '{needed}', in which each statement sees what was committed before it. "
        + $"Set it for the role of the hosts: ALTER ROLE … SET default_transaction_isolation = '{needed}'.");

    public InvalidOperationException Missing() =>
        new($"The database '{database}' has no tables of Notify in schema '{schema}'. {Remedy}");

    public InvalidOperationException Older(int version) => version == Migrations.Latest
        ? new($"The schema '{schema}' of database '{database}' has older functions than this package, or those of another build. {Remedy}")
        : new($"The schema '{schema}' of database '{database}' is at version {version} and this package needs {Migrations.Latest}. {Remedy}");

    public InvalidOperationException Newer(int version) => new(
        $"The schema '{schema}' of database '{database}' is at version {version} and this package knows {Migrations.Latest} at most. Update Notify.Storage.Postgres.");

    /// <summary>What the server's refusal means where it is not about the connection; null where it says nothing of that kind.</summary>
    public InvalidOperationException? Of(PostgresException error) => error.SqlState switch
    {
        PostgresErrorCodes.InsufficientPrivilege => new(
            $"The role may not do in schema '{schema}' of database '{database}' what the store needs: {error.MessageText}. Grant it the rights that docs/postgresql.md lists, or have their owner run the script that PostgresSchema.Script(\"{schema}\") gives.",
            error),
        PostgresErrorCodes.DuplicateTable or PostgresErrorCodes.DuplicateObject or PostgresErrorCodes.UndefinedColumn => new(
            $"The schema '{schema}' of database '{database}' holds tables of another program. Give Notify one of its own: Schema in UsePostgres(o => …).", error),
        PostgresErrorCodes.LockNotAvailable => new(
            $"The schema '{schema}' of database '{database}' could not be updated: other transactions keep its tables in use, or another host has been updating it for minutes. End them (pg_stat_activity tells which are long open), and start again.",
            error),
        _ => null,
    };
}
