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
        if (File.Exists(options.SchemaFile))
        {
            return (await File.ReadAllTextAsync(options.SchemaFile, cancellationToken)).Trim();
        }

        var schema = await CreateAsync(options.Connection!, cancellationToken);
        await File.WriteAllTextAsync(options.SchemaFile, schema, cancellationToken);
        return schema;
    }

    private static async Task<string> CreateAsync(string connectionString, CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString);
        await connection.OpenAsync(cancellationToken);
        for (var number = 1; number <= Most; number++)
        {
            var schema = number == 1 ? First : $"{First}_{number}";
            try
            {
                await using var command = new NpgsqlCommand($"CREATE SCHEMA {schema}", connection);
                await command.ExecuteNonQueryAsync(cancellationToken);
                return schema;
            }
            catch (PostgresException e) when (e.SqlState is PostgresErrorCodes.DuplicateSchema or PostgresErrorCodes.UniqueViolation)
            {
                // Another run's.
            }
        }

        throw new InvalidOperationException($"--connection: the database holds {Most} runs already; drop the schemas {First}… or give another database.");
    }
}
