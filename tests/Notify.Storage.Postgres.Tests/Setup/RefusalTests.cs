using Microsoft.Extensions.DependencyInjection;
using Notify.Storage.Postgres.Tests.Support;

namespace Notify.Storage.Postgres.Tests.Setup;

public sealed class RefusalTests : EmptyDatabaseTest
{
    [Fact]
    public async Task PrepareAsync_without_tables_refuses_and_names_the_script_and_the_option()
    {
        var preparing = () => PrepareAsync();

        (await preparing.Should().ThrowAsync<InvalidOperationException>())
            .WithMessage("*no tables of Notify in schema 'notify'*PostgresSchema.Script(\"notify\")*MigrateOnStart = true in UsePostgres*");
        (await Sql.ScalarAsync<bool>(Database, "SELECT to_regnamespace('notify') IS NULL")).Should().BeTrue();
    }

    [Fact]
    public async Task PrepareAsync_on_functions_of_another_build_refuses()
    {
        await Sql.RunAsync(Database, PostgresSchema.Script());
        await Sql.RunAsync(Database, "UPDATE notify.schema_version SET functions = 'others'");

        var preparing = () => PrepareAsync();

        (await preparing.Should().ThrowAsync<InvalidOperationException>()).WithMessage("*those of another build*MigrateOnStart*");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task PrepareAsync_on_a_newer_schema_refuses_and_leaves_it(bool migrateOnStart)
    {
        await Sql.RunAsync(Database, PostgresSchema.Script());
        await Sql.RunAsync(Database, "INSERT INTO notify.schema_version (version) VALUES (1000)");
        var before = await Catalogue.ReadAsync(Database);

        var preparing = () => PrepareAsync(migrateOnStart);

        (await preparing.Should().ThrowAsync<InvalidOperationException>()).WithMessage("*at version 1000*Update Notify.Storage.Postgres*");
        (await Catalogue.ReadAsync(Database)).Should().Equal(before);
    }

    [Fact]
    public async Task PrepareAsync_in_a_schema_of_another_program_refuses_and_leaves_it()
    {
        await Sql.RunAsync(Database, "CREATE SCHEMA notify; CREATE TABLE notify.message (body text)");

        var preparing = () => PrepareAsync(migrateOnStart: true);

        (await preparing.Should().ThrowAsync<InvalidOperationException>()).WithMessage("*tables of another program*");
        (await Sql.ScalarAsync<bool>(Database, "SELECT to_regclass('notify.live') IS NULL")).Should().BeTrue();
    }

    [Fact]
    public async Task PrepareAsync_as_a_role_that_may_not_says_so_without_the_password()
    {
        var role = $"reader_{Guid.NewGuid():N}";
        await Sql.RunAsync(Database, $"CREATE ROLE {role} LOGIN PASSWORD 'hidden-word'");

        var preparing = () => PrepareAsync(migrateOnStart: true, options =>
            options.ConnectionString = new Npgsql.NpgsqlConnectionStringBuilder(Database) { Username = role, Password = "hidden-word" }.ConnectionString);

        (await preparing.Should().ThrowAsync<InvalidOperationException>()).Which.ToString().Should().Contain("The role may not").And.NotContain("hidden-word");
        await Sql.RunAsync(Database, $"DROP ROLE {role}");
    }

    [Theory]
    [InlineData("repeatable read")]
    [InlineData("serializable")]
    public async Task PrepareAsync_where_statements_do_not_see_new_commits_refuses_and_names_the_setting(string isolation)
    {
        await Sql.RunAsync(Database, PostgresSchema.Script());
        await Sql.RunAsync(Database, $"ALTER DATABASE \"{new Npgsql.NpgsqlConnectionStringBuilder(Database).Database}\" SET default_transaction_isolation = '{isolation}'");

        var preparing = () => PrepareAsync();

        (await preparing.Should().ThrowAsync<InvalidOperationException>()).WithMessage($"*'{isolation}'*ALTER ROLE * SET default_transaction_isolation = 'read committed'*");
    }

    [Fact]
    public async Task PrepareAsync_where_nobody_answers_is_a_storage_failure_without_the_password()
    {
        var preparing = () => PrepareAsync(migrateOnStart: true, options =>
            options.ConnectionString = $"Host=127.0.0.1;Port={PrivateServers.FreePort.Find()};Username=app;Password=hidden-word;Database=app");

        var thrown = (await preparing.Should().ThrowAsync<StorageException>()).Which;
        thrown.Failure.Should().Be(StorageFailure.NotStored);
        thrown.ToString().Should().NotContain("hidden-word");
    }

    private async Task PrepareAsync(bool migrateOnStart = false, Action<PostgresOptions>? configure = null)
    {
        await using var host = PostgresFixture.Services(options =>
        {
            options.ConnectionString = Database;
            options.MigrateOnStart = migrateOnStart;
            configure?.Invoke(options);
        });
        await host.GetRequiredService<IStorageSetup>().PrepareAsync(default);
    }
}
