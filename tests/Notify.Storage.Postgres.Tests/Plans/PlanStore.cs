using Notify.PrivateServers;
using Notify.Storage.Postgres.Tests.Support;
using Notify.Testing.Conformance;
using Npgsql;

namespace Notify.Storage.Postgres.Tests.Plans;

/// <summary>A server of its own with a store that has been in use for weeks, and that can tell how it runs statements.</summary>
/// <param name="rows">How many live deliveries there are, and as many of everything else.</param>
public abstract class PlanStore(int rows) : IAsyncLifetime
{
    private PrivatePostgres _server = null!;

    public string Database { get; private set; } = "";

    /// <summary>Some ids of deliveries that are no longer live.</summary>
    public IReadOnlyList<Guid> Finished { get; private set; } = [];

    public async Task InitializeAsync()
    {
        _server = await PrivatePostgres.CreateAsync(new PrivatePostgresOptions
        {
            Settings = new Dictionary<string, string>
            {
                ["session_preload_libraries"] = "auto_explain",
                ["auto_explain.log_nested_statements"] = "on",
                ["auto_explain.log_format"] = "json",
                ["auto_explain.log_analyze"] = "on",
                ["auto_explain.log_timing"] = "off",
                ["autovacuum"] = "off",
                ["max_wal_size"] = "4GB",
            },
        });
        Database = await _server.Databases.CreateAsync();
        await Sql.RunAsync(Database, PostgresSchema.Script());
        await MakePartitionsAsync();
        await Sql.RunAsync(Database, BigTables.Fill(rows));
        Finished = await Sql.ScalarAsync<Guid[]>(
            Database, "SELECT array_agg(id) FROM (SELECT id FROM notify.message WHERE queued_at < notify.clock() - interval '2 days' LIMIT 40) m");
    }

    public async Task DisposeAsync() => await _server.DisposeAsync();

    /// <summary>The column that each index of a big table begins with, by the index's name.</summary>
    internal async Task<IReadOnlyDictionary<string, string>> FirstColumnsAsync() =>
        (await Sql.ScalarAsync<string[]>(Database, $"""
            SELECT array_agg(x.relname || '=' || a.attname)
            FROM pg_index i
            JOIN pg_class x ON x.oid = i.indexrelid
            JOIN pg_class t ON t.oid = i.indrelid AND t.relnamespace = 'notify'::regnamespace
            JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = i.indkey[0]
            WHERE t.relname ~ '^({string.Join('|', BigTables.Names)})(_|$)'
            """)).ToDictionary(p => p.Split('=')[0], p => p.Split('=')[1], StringComparer.Ordinal);

    /// <summary>How the server runs all that this asks for, the statements inside of functions too.</summary>
    /// <param name="work">Asks for it.</param>
    /// <param name="before">What is asked for first, of the same session, and not told of.</param>
    internal async Task<IReadOnlyList<Plan>> ExplainAsync(Func<StoragePorts, Task> work, Func<StoragePorts, Task>? before = null)
    {
        var name = new NpgsqlConnectionStringBuilder(Database).Database;
        await Sql.RunAsync(Database, $"ALTER DATABASE \"{name}\" SET auto_explain.log_min_duration = 0");
        long begins;
        await using (var services = PostgresFixture.Services(options => options.ConnectionString = Database + ";Command Timeout=600"))
        {
            var store = StoragePorts.From(services);
            await store.Setup.PrepareAsync(default);
            await (before?.Invoke(store) ?? Task.CompletedTask);
            begins = new FileInfo(_server.LogFile).Length;
            await work(store);
        }

        await Sql.RunAsync(Database, $"ALTER DATABASE \"{name}\" RESET auto_explain.log_min_duration");
        using var log = new StreamReader(_server.LogFile);
        log.BaseStream.Seek(begins, SeekOrigin.Begin);
        return PlanLog.Read(await log.ReadToEndAsync());
    }

    // As the weeks have made them.
    private async Task MakePartitionsAsync()
    {
        await StandingClock.PutInAsync(Database);
        foreach (var days in new[] { -56, -28 })
        {
            await Sql.RunAsync(Database, $"UPDATE notify.standing_clock SET now = clock_timestamp() + interval '{days} days'; SELECT notify.ensure_partitions()");
        }

        await StandingClock.TakeOutAsync(Database);
    }
}
