using Microsoft.Extensions.Logging;
using Npgsql;
using Notify.Storage.Postgres.Database;

namespace Notify.Storage.Postgres.Setup;

/// <summary>Checks the server's version, migrates the schema where that is switched on, and checks its version.</summary>
internal sealed class StorageSetup(PostgresDatabase database, TimeProvider time, ILogger<StorageSetup> logger) : IStorageSetup
{
    private const string Operation = "prepare its schema";
    private const string Isolation = "read committed";
    private const int OldestServer = 13;

    public string Name => "PostgreSQL";

    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        try
        {
            var connection = await database.Source.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
            await using var _ = connection.ConfigureAwait(false);
            await PrepareAsync(connection, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (Failures.IsOfStorage(e, cancellationToken))
        {
            throw new StorageException(StorageFailure.NotStored, Operation, e);
        }
    }

    private async Task PrepareAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var refusals = new SchemaRefusals(connection.Database, database.Options.Schema);
        if (connection.PostgreSqlVersion.Major < OldestServer)
        {
            throw refusals.ServerTooOld(connection.PostgreSqlVersion, OldestServer);
        }

        if (await IsolationAsync(connection, cancellationToken).ConfigureAwait(false) is var isolation and not (Isolation or "read uncommitted"))
        {
            throw refusals.Isolated(isolation, Isolation);
        }

        try
        {
            await new Migrator(database, connection, refusals, time, logger).RunAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (PostgresException e) when (refusals.Of(e) is not null)
        {
            throw refusals.Of(e)!;
        }
    }

    private static async Task<string> IsolationAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var command = new NpgsqlCommand("SHOW default_transaction_isolation", connection);
        await using var _ = command.ConfigureAwait(false);
        return (string)(await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false))!;
    }
}
