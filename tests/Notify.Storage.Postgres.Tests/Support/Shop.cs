using Npgsql;

namespace Notify.Storage.Postgres.Tests.Support;

/// <summary>The app's own table beside Notify's, and what is stored in both.</summary>
internal static class Shop
{
    public const string Insert = "INSERT INTO shop_order (number) VALUES (1)";

    private const string NotifyRows = """
        SELECT (SELECT count(*) FROM notify.message) + (SELECT count(*) FROM notify.live) + (SELECT count(*) FROM notify.history)
          + (SELECT count(*) FROM notify.contact) + (SELECT count(*) FROM notify.idempotency_key) + (SELECT count(*) FROM notify.stray)
          + (SELECT count(*) FROM notify.audit)
        """;

    public static Task OpenAsync(string database) => Sql.RunAsync(database, "CREATE TABLE shop_order (number integer NOT NULL)");

    public static Task<long> OrdersAsync(string database) => Sql.ScalarAsync<long>(database, "SELECT count(*) FROM shop_order");

    /// <summary>All rows a notification leaves, anywhere.</summary>
    public static Task<long> NotifyRowsAsync(string database) => Sql.ScalarAsync<long>(database, NotifyRows);

    public static async Task OrderAsync(NpgsqlTransaction transaction)
    {
        await using var command = new NpgsqlCommand(Insert, transaction.Connection, transaction);
        await command.ExecuteNonQueryAsync();
    }
}
