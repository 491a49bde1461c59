using Npgsql;

namespace Notify.Storage.Postgres.Tests.Support;

/// <summary>Statements by a hand of the test's own, each in a connection of its own.</summary>
internal static class Sql
{
    // Seconds: a million rows take their time.
    private const int Timeout = 900;

    public static async Task RunAsync(string connectionString, string sql)
    {
        await using var source = Source(connectionString);
        await using var command = source.CreateCommand(sql);
        command.CommandTimeout = Timeout;
        await command.ExecuteNonQueryAsync();
    }

    public static async Task<T> ScalarAsync<T>(string connectionString, string sql)
    {
        await using var source = Source(connectionString);
        await using var command = source.CreateCommand(sql);
        command.CommandTimeout = Timeout;
        return (T)(await command.ExecuteScalarAsync())!;
    }

    /// <summary>Breaks others' connections to a database, and returns when they have ended: a busy machine takes its time, and they answer meanwhile.</summary>
    /// <param name="connectionString">The database.</param>
    /// <param name="whose">A condition on <c>pg_stat_activity</c>.</param>
    public static async Task BreakAsync(string connectionString, string whose)
    {
        var broken = await ScalarAsync<string>(connectionString, $"""
            SELECT coalesce(string_agg(CASE WHEN pg_terminate_backend(pid) THEN pid::text END, ','), '0')
            FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() AND {whose}
            """);
        await Eventually.TrueAsync(
            async () => await ScalarAsync<long>(connectionString, $"SELECT count(*) FROM pg_stat_activity WHERE pid IN ({broken})") == 0, "the connections have ended");
    }

    /// <summary>Connections for plain statements, without the look at the server's types that costs more than they do.</summary>
    public static NpgsqlDataSource Source(string connectionString) =>
        new NpgsqlDataSourceBuilder(connectionString).ConfigureTypeLoading(types => types.EnableTypeLoading(false)).Build();
}
