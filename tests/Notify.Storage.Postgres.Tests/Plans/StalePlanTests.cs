using Npgsql;
using Notify.Storage.Postgres.Tests.Support;

namespace Notify.Storage.Postgres.Tests.Plans;

/// <summary>Maintenance that was planned while a table was empty works through it, once it has filled, row by row and not all rows for each.</summary>
public sealed class StalePlanTests : PostgresTest
{
    private const int Rows = 3000;
    private const int LooksPerRow = 10;

    [Fact]
    public async Task Recover_planned_on_empty_tables_looks_at_each_old_key_and_idle_limit_a_few_times()
    {
        Fixture.ChangesTables = true;
        await using var connection = await Fixture.Hand.OpenConnectionAsync();
        await RunAsync(connection, "VACUUM ANALYZE notify.rate_limit, notify.idempotency_key");
        await RunAsync(connection, "SELECT swept FROM notify.recover(100, 1, '')");
        await RunAsync(connection, $"""
            INSERT INTO notify.rate_limit (key, span, idle_at, most, total, grants)
            SELECT 'limit-' || n, 1, 0, 1, 1, '{'{'}0{'}'}' FROM generate_series(1, {Rows}) n;
            INSERT INTO notify.idempotency_key (tenant, key, notification_id, content_hash, expires_at)
            SELECT 'default', 'key-' || n, gen_random_uuid(), n, notify.clock() - interval '1 second' FROM generate_series(1, {Rows}) n;
            """);

        await using var transaction = await connection.BeginTransactionAsync();
        await RunAsync(connection, $"SELECT swept FROM notify.recover({2 * Rows}, 1, '')");

        (await LooksAsync(connection)).Should().BeLessThan(2 * Rows * LooksPerRow);
        (await ScalarAsync(connection, "SELECT (SELECT count(*) FROM notify.rate_limit) + (SELECT count(*) FROM notify.idempotency_key)")).Should().Be(0);
    }

    private static Task<long> LooksAsync(NpgsqlConnection connection) => ScalarAsync(
        connection,
        "SELECT sum(coalesce(seq_tup_read, 0) + coalesce(idx_tup_fetch, 0))::bigint FROM pg_stat_xact_user_tables WHERE schemaname = 'notify' AND relname IN ('rate_limit', 'idempotency_key')");

    private static async Task<long> ScalarAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return (long)(await command.ExecuteScalarAsync())!;
    }

    private static async Task RunAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
