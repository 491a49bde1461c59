using Microsoft.Extensions.Logging;
using Npgsql;
using Notify.Storage.Postgres.Database;

namespace Notify.Storage.Postgres.Setup;

/// <summary>Brings a schema to this package's version, or says why not. Any number of hosts may do it at once: one does, the others wait and find it done.</summary>
internal sealed class Migrator(PostgresDatabase database, NpgsqlConnection connection, SchemaRefusals refusals, TimeProvider time, ILogger logger)
{
    // Longer than any statement: a step may build an index, and hosts wait 9 minutes for the one that migrates.
    private const int Timeout = 600;

    // With the 2 s of each try for a table, about 5 minutes: what else uses the schema goes on in between.
    private const int Tries = 100;

    private const string Turn = "turn";

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private static readonly SqlFile Sql = SqlFile.Of("Setup/migrate");

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        if (!await IsCurrentAsync(null, cancellationToken).ConfigureAwait(false))
        {
            await MigrateAsync(cancellationToken).ConfigureAwait(false);
        }

        await ExecuteAsync(Sql["partitions"], null, cancellationToken).ConfigureAwait(false);
    }

    // The lock is kept over the pauses: let go, it would let the next host's turn begin where this one's ends, and nothing would go on in between.
    private async Task MigrateAsync(CancellationToken cancellationToken)
    {
        var transaction = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = transaction.ConfigureAwait(false);
        await ExecuteAsync(Sql["pauses"], transaction, cancellationToken).ConfigureAwait(false);
        await ExecuteAsync(Sql["lock"], transaction, cancellationToken).ConfigureAwait(false);
        await TakeTurnsAsync(transaction, cancellationToken).ConfigureAwait(false);
        await ExecuteAsync(Sql["partitions"], transaction, cancellationToken).ConfigureAwait(false);
        await transaction.CommitAsync(CancellationToken.None).ConfigureAwait(false);
    }

    // All of it or nothing: a step and the functions that know it come together. A turn that fails gives back every table it took.
    private async Task TakeTurnsAsync(NpgsqlTransaction transaction, CancellationToken cancellationToken)
    {
        await transaction.SaveAsync(Turn, cancellationToken).ConfigureAwait(false);
        for (var tries = 1; ; tries++)
        {
            try
            {
                if (!await IsCurrentAsync(transaction, cancellationToken).ConfigureAwait(false))
                {
                    await ExecuteAsync(MigrationScript.Inner(), transaction, cancellationToken).ConfigureAwait(false);
                }

                return;
            }
            catch (PostgresException e) when (e.SqlState is PostgresErrorCodes.LockNotAvailable or PostgresErrorCodes.DeadlockDetected && tries < Tries)
            {
                await transaction.RollbackAsync(Turn, cancellationToken).ConfigureAwait(false);
                if (tries == 1)
                {
                    logger.MigrationWaits(database.Options.Schema, e.SqlState);
                }
            }

            await Task.Delay(Pause, time, cancellationToken).ConfigureAwait(false);
        }
    }

    // False only where this host may and must migrate.
    private async Task<bool> IsCurrentAsync(NpgsqlTransaction? transaction, CancellationToken cancellationToken)
    {
        var state = await ReadAsync(transaction, cancellationToken).ConfigureAwait(false);
        if (state.Version > Migrations.Latest)
        {
            throw refusals.Newer(state.Version);
        }

        return state.IsCurrent
            || (database.Options.MigrateOnStart ? false : throw (state.Version == 0 ? refusals.Missing() : refusals.Older(state.Version)));
    }

    private async Task<SchemaState> ReadAsync(NpgsqlTransaction? transaction, CancellationToken cancellationToken)
    {
        var isThere = Command(Sql["is_there"], transaction);
        await using (isThere.ConfigureAwait(false))
        {
            if (await isThere.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false) is not true)
            {
                return SchemaState.None;
            }
        }

        var version = Command(Sql["version"], transaction);
        await using var _ = version.ConfigureAwait(false);
        var rows = await version.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using var __ = rows.ConfigureAwait(false);
        return await rows.ReadAsync(cancellationToken).ConfigureAwait(false) ? new SchemaState(rows.GetInt32(0), rows.GetString(1), rows.GetInt32(2)) : SchemaState.None;
    }

    private async Task ExecuteAsync(string sql, NpgsqlTransaction? transaction, CancellationToken cancellationToken)
    {
        var command = Command(sql, transaction);
        await using var _ = command.ConfigureAwait(false);
        await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }

    private NpgsqlCommand Command(string sql, NpgsqlTransaction? transaction) =>
        new(sql.Replace("{schema}", database.Schema, StringComparison.Ordinal), connection, transaction) { CommandTimeout = Timeout };
}
