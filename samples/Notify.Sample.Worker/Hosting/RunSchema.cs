using Npgsql;

namespace Notify.Sample.Worker.Hosting;

/// <summary>
/// The PostgreSQL schema of a run: the first of <c>notify</c>, <c>notify_2</c>, … that no other run has, so that a database serves for many runs.
/// Its name is kept in the data folder, for <c>--resume</c>.
/// </summary>
internal static class RunSchema
{
    private const string First = "notify";
    private const int Most = 10_000;

    /// <summary>The schema of the run in the data folder, or a new one.</summary>
    public static async Task<string> OpenAsync(RunOptions options, CancellationToken cancellationToken)
    {
        if (DataFile.Read(options.SchemaFile) is { } known)
        {
            return known;
        }

        var schema = await CreateAsync(options.Connection!, cancellationToken);
        await DataFile.WriteAsync(options.SchemaFile, schema, cancellationToken);
        return schema;
    }

    private static async Task<string> CreateAsync(string connectionString, CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString);
        await connection.OpenAsync(cancellationToken);
        var taken = await TakenAsync(connection, cancellationToken);
        foreach (var schema in Enumerable.Range(1, Most).Select(Name).Where(name => !taken.Contains(name)))
        {
            try
            {
                await using var command = new NpgsqlCommand($"CREATE SCHEMA {schema}", connection);
                await command.ExecuteNonQueryAsync(cancellationToken);
                return schema;
            }
            catch (PostgresException e) when (e.SqlState is PostgresErrorCodes.DuplicateSchema or PostgresErrorCodes.UniqueViolation)
            {
                // Another run's, begun at the same moment.
            }
        }

        throw new InvalidOperationException($"--connection: the database holds {Most} runs already; drop the schemas {First}… or give another database.");
    }

    private static string Name(int number) => number == 1 ? First : $"{First}_{number}";

    // A name that is tried in vain would be an error in the server's log.
    private static async Task<HashSet<string>> TakenAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand($"SELECT nspname FROM pg_namespace WHERE starts_with(nspname::text, '{First}')", connection);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var taken = new HashSet<string>(StringComparer.Ordinal);
        while (await reader.ReadAsync(cancellationToken))
        {
            taken.Add(reader.GetString(0));
        }

        return taken;
    }
}
