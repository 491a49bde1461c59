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

    /// <summary>Connections for plain statements, without the look at the server's types that costs more than they do.</summary>
    public static NpgsqlDataSource Source(string connectionString) =>
        new NpgsqlDataSourceBuilder(connectionString).ConfigureTypeLoading(types => types.EnableTypeLoading(false)).Build();
}
