using Microsoft.Extensions.DependencyInjection;
using Notify.Storage.Postgres.Setup;
using Notify.Storage.Postgres.Tests.Support;

namespace Notify.Storage.Postgres.Tests.Setup;

/// <summary>A step that builds an index and needs tables for itself waits for whoever has them in use before it builds: else all would be built again after each wait.</summary>
public sealed class IndexMigrationTests : EmptyDatabaseTest
{
    private const string Waits = "SELECT count(*) FROM pg_locks WHERE database = (SELECT oid FROM pg_database WHERE datname = current_database()) AND mode = 'AccessExclusiveLock' AND NOT granted";
    private const string Builds = "SELECT count(*) FROM pg_locks WHERE relation = 'notify.contact'::regclass AND mode = 'ShareLock'";

    [Theory]
    [InlineData("contact")]
    [InlineData("idempotency_key")]
    public async Task PrepareAsync_waits_for_what_is_in_use_before_it_builds_an_index(string table)
    {
        await OlderSchema.MakeAsync(Database, 23);
        await using var app = Sql.Source(Database);
        await using var connection = await app.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using var reading = connection.CreateCommand();
        reading.CommandText = $"SELECT count(*) FROM notify.{table}";
        await reading.ExecuteScalarAsync();

        await using var host = TestHost.Create(Database, store: options => options.MigrateOnStart = true);
        var preparing = host.Services.GetRequiredService<IStorageSetup>().PrepareAsync(default);
        await Eventually.TrueAsync(async () => await Sql.ScalarAsync<long>(Database, Waits) > 0, "it waits for the table");
        (await Sql.ScalarAsync<long>(Database, Builds)).Should().Be(0);

        await transaction.CommitAsync();
        await preparing;
        (await Sql.ScalarAsync<int>(Database, "SELECT max(version) FROM notify.schema_version")).Should().Be(Migrations.Latest);
    }
}
