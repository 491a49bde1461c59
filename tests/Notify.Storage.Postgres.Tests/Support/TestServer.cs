using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Notify.PrivateServers;
using Notify.Storage;
using Npgsql;

namespace Notify.Storage.Postgres.Tests.Support;

/// <summary>
/// Databases of the server all tests share. A test's database is a copy of a prepared one, which takes a sixth of the time that preparing it does, or
/// one that another test has done with.
/// </summary>
internal static class TestServer
{
    public const string Schema = "notify";

    private static readonly Lazy<Task<string>> Template = new(PrepareAsync);

    private static readonly ConcurrentBag<string> Used = [];

    public static Task<string> ConnectionStringAsync => SharedPostgres.ConnectionStringAsync;

    /// <summary>A database with the store's tables in it, whose clock stands still.</summary>
    public static async Task<string> CreateDatabaseAsync() =>
        Used.TryTake(out var used) ? used : await (await DatabasesAsync()).CreateAsync(await Template.Value);

    /// <summary>A database with the store's tables in it, with the server's own time.</summary>
    public static async Task<string> CreateLiveDatabaseAsync()
    {
        var database = await CreateDatabaseAsync();
        await StandingClock.TakeOutAsync(database);
        return database;
    }

    /// <summary>A database with nothing in it.</summary>
    public static async Task<string> CreateEmptyAsync() => await (await DatabasesAsync()).CreateAsync();

    /// <summary>Gives a database back that came from <see cref="CreateDatabaseAsync"/> and whose clock was left in place.</summary>
    public static async Task ReturnAsync(string database)
    {
        if (await Reset.GoBackAsync(database))
        {
            Used.Add(database);
        }
        else
        {
            await DropAsync(database);
        }
    }

    public static async Task DropAsync(string database) => await (await DatabasesAsync()).DropAsync(database);

    private static async Task<PostgresDatabases> DatabasesAsync() => new(await SharedPostgres.ConnectionStringAsync);

    private static async Task<string> PrepareAsync()
    {
        var database = await CreateEmptyAsync();
        await Sql.RunAsync(database, PostgresSchema.Script(Schema));
        await StandingClock.PutInAsync(database);
        await using (var services = PostgresFixture.Services(options => options.ConnectionString = database))
        {
            // Partitions for the time the tests' clocks begin at.
            await services.GetRequiredService<IStorageSetup>().PrepareAsync(default);
        }

        await Reset.PutInAsync(database);
        return new NpgsqlConnectionStringBuilder(database).Database!;
    }
}
