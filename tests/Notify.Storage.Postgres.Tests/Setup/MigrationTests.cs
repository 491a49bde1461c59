using Microsoft.Extensions.DependencyInjection;
using Notify.Storage.Postgres.Setup;
using Notify.Storage.Postgres.Tests.Support;

namespace Notify.Storage.Postgres.Tests.Setup;

public sealed class MigrationTests : EmptyDatabaseTest
{
    private const string BetterClock =
        "CREATE OR REPLACE FUNCTION notify.clock() RETURNS timestamptz LANGUAGE sql VOLATILE AS $$ SELECT clock_timestamp() /* a better clock */ $$";

    [Fact]
    public async Task PrepareAsync_of_ten_hosts_at_once_makes_the_schema_once()
    {
        var hosts = Enumerable.Range(0, 10).Select(_ => Host()).ToList();

        await Task.WhenAll(hosts.Select(host => Task.Run(() => PrepareAsync(host))));

        (await Sql.ScalarAsync<long>(Database, "SELECT count(*) FROM notify.schema_version")).Should().Be(Migrations.Latest);
        foreach (var host in hosts)
        {
            await host.DisposeAsync();
        }
    }

    [Fact]
    public async Task PrepareAsync_again_changes_nothing()
    {
        await using var host = Host();
        await PrepareAsync(host);
        var before = await Catalogue.ReadAsync(Database);

        await PrepareAsync(host);

        (await Catalogue.ReadAsync(Database)).Should().Equal(before);
    }

    [Fact]
    public async Task Script_through_psql_makes_what_the_migrator_makes()
    {
        var other = await TestServer.CreateEmptyAsync();
        await using var host = Host();
        await PrepareAsync(host);

        await Psql.RunAsync(other, PostgresSchema.Script());

        (await Catalogue.ReadAsync(other)).Should().Equal(await Catalogue.ReadAsync(Database)).And.Contain(line => line.StartsWith("column live.id uuid"));
        await TestServer.DropAsync(other);
    }

    [Fact]
    public async Task Script_through_psql_again_changes_nothing()
    {
        await Psql.RunAsync(Database, PostgresSchema.Script());
        var before = await Catalogue.ReadAsync(Database);

        await Psql.RunAsync(Database, PostgresSchema.Script());

        (await Catalogue.ReadAsync(Database)).Should().Equal(before);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task PrepareAsync_of_an_older_host_leaves_newer_functions_alone(bool migrateOnStart)
    {
        await PutNewerFunctionsInAsync();
        var before = await Catalogue.ReadAsync(Database);
        await using var older = Host(migrateOnStart);

        await PrepareAsync(older);

        (await Catalogue.ReadAsync(Database)).Should().Equal(before).And.Contain(line => line.Contains("a better clock"));
    }

    [Fact]
    public async Task Script_of_an_older_package_leaves_newer_functions_alone()
    {
        await PutNewerFunctionsInAsync();
        var before = await Catalogue.ReadAsync(Database);

        var running = () => Sql.RunAsync(Database, PostgresSchema.Script());

        (await running.Should().ThrowAsync<Npgsql.PostgresException>()).WithMessage("*newer than those of this script*");
        (await Catalogue.ReadAsync(Database)).Should().Equal(before);
    }

    [Fact]
    public async Task PrepareAsync_puts_its_functions_in_the_place_of_older_ones()
    {
        await using var host = Host();
        await PrepareAsync(host);
        var before = await Catalogue.ReadAsync(Database);
        await Sql.RunAsync(Database, $"{BetterClock}; UPDATE notify.schema_version SET functions = 'older', revision = revision - 1 WHERE version = {Migrations.Latest}");

        await PrepareAsync(host);

        (await Catalogue.ReadAsync(Database)).Should().Equal(before);
    }

    [Fact]
    public async Task PrepareAsync_takes_the_schema_it_is_told()
    {
        await using var host = PostgresFixture.Services(options =>
        {
            options.ConnectionString = Database;
            options.Schema = "messages_2";
            options.MigrateOnStart = true;
        });

        await PrepareAsync(host);

        (await Sql.ScalarAsync<long>(Database, "SELECT count(*) FROM messages_2.schema_version")).Should().Be(Migrations.Latest);
        (await Sql.ScalarAsync<bool>(Database, "SELECT to_regnamespace('notify') IS NULL")).Should().BeTrue();
    }

    [Fact]
    public void Script_waits_briefly_for_tables_and_as_long_as_it_takes_for_another_that_migrates() =>
        PostgresSchema.Script().Should().MatchRegex(@"(?s)^.*pg_advisory_xact_lock.*SET LOCAL lock_timeout = '2s'.*ALTER TABLE");

    private async Task PutNewerFunctionsInAsync()
    {
        await Sql.RunAsync(Database, PostgresSchema.Script());
        await Sql.RunAsync(Database, $"{BetterClock}; UPDATE notify.schema_version SET functions = 'newer', revision = revision + 1 WHERE version = {Migrations.Latest}");
    }

    private ServiceProvider Host(bool migrateOnStart = true) => PostgresFixture.Services(options =>
    {
        options.ConnectionString = Database;
        options.MigrateOnStart = migrateOnStart;
    });

    private static Task PrepareAsync(IServiceProvider host) => host.GetRequiredService<IStorageSetup>().PrepareAsync(default);
}
