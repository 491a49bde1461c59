using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Notify.PrivateServers;
using Notify.Storage;
using Npgsql;

namespace Notify.Storage.Postgres.Tests.Support;

/// <summary>
/// The server all tests share: the one NOTIFY_TEST_POSTGRES names, or else one of this process's own. A test's database is a copy of a prepared one,
/// which takes a sixth of the time that preparing it does.
/// </summary>
internal static class TestServer
{
    public const string Schema = "notify";

    private static readonly Lazy<Task<string>> Server = new(FindAsync);
    private static readonly Lazy<Task<string>> Template = new(PrepareAsync);

    private static readonly ConcurrentBag<string> Spare = [];

    // Lives as long as this process.
    private static PrivatePostgres? _own;

    public static Task<string> ConnectionStringAsync => Server.Value;

    /// <summary>A database with the store's tables in it, whose clock stands still. Give it back with <see cref="ReturnAsync"/> or <see cref="DropAsync"/>.</summary>
    public static async Task<string> CreateDatabaseAsync() =>
        Spare.TryTake(out var database) ? database : await (await DatabasesAsync()).CreateAsync(await Template.Value);

    /// <summary>Empties a database whose tables are as they were made, for the next test: making one takes a hundred times as long.</summary>
    public static async Task ReturnAsync(string database)
    {
        await Sql.RunAsync(database, Emptying.Sql);
        Spare.Add(database);
    }

    /// <summary>A database with the store's tables in it, with the server's own time.</summary>
    public static async Task<string> CreateLiveDatabaseAsync()
    {
        var database = await CreateDatabaseAsync();
        await StandingClock.TakeOutAsync(database);
        return database;
    }

    /// <summary>A database with nothing in it.</summary>
    public static async Task<string> CreateEmptyAsync() => await (await DatabasesAsync()).CreateAsync();

    public static async Task DropAsync(string database) => await (await DatabasesAsync()).DropAsync(database);

    private static async Task<PostgresDatabases> DatabasesAsync() => new(await Server.Value);

    private static async Task<string> FindAsync()
    {
        if (Environment.GetEnvironmentVariable("NOTIFY_TEST_POSTGRES") is { Length: > 0 } given)
        {
            return given;
        }

        _own = await PrivatePostgres.CreateAsync();
        return _own.ConnectionString;
    }

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

        return new NpgsqlConnectionStringBuilder(database).Database!;
    }
}
