using Npgsql;

namespace Notify.Bench.Storage;

/// <summary>Statements beside what is measured.</summary>
internal static class Sql
{
    private const int Patience = 3600;

    public static async Task RunAsync(string connection, string sql) => await ReadAsync<object?>(connection, sql);

    /// <summary>The first value a statement gives; null where it gives none.</summary>
    public static async Task<T?> ReadAsync<T>(string connection, string sql)
    {
        await using var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connection)
        {
            Pooling = false,
            CommandTimeout = Patience,
            ApplicationName = "bench-beside",
        });
        await using var command = source.CreateCommand(sql);
        return await command.ExecuteScalarAsync() is { } value and not DBNull ? (T)value : default;
    }
}
