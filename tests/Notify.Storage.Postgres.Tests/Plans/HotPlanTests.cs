using Notify.PrivateServers;
using Notify.Storage.Postgres.Tests.Support;
using Notify.Testing.Conformance;
using Npgsql;

namespace Notify.Storage.Postgres.Tests.Plans;

/// <summary>What workers and apps ask for all the time costs the same however many rows there are.</summary>
public sealed class HotPlanTests : IAsyncLifetime
{
    private static readonly int Rows = Backlog.Size(100_000, 1_000_000);

    private PrivatePostgres _server = null!;
    private string _database = "";
    private Guid[] _finished = [];

    public async Task InitializeAsync()
    {
        _server = await PrivatePostgres.CreateAsync(new PrivatePostgresOptions
        {
            Settings = new Dictionary<string, string>
            {
                ["session_preload_libraries"] = "auto_explain",
                ["auto_explain.log_nested_statements"] = "on",
                ["auto_explain.log_format"] = "json",
                ["autovacuum"] = "off",
                ["max_wal_size"] = "4GB",
            },
        });
        _database = await _server.Databases.CreateAsync();
        await Sql.RunAsync(_database, PostgresSchema.Script());
        await MakePartitionsAsync();
        await Sql.RunAsync(_database, BigTables.Fill(Rows));
        _finished = await Sql.ScalarAsync<Guid[]>(_database, "SELECT array_agg(id) FROM (SELECT id FROM notify.message WHERE queued_at < notify.clock() - interval '2 days' LIMIT 40) m");
    }

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task Hot_operations_read_no_big_table_from_end_to_end()
    {
        // As it is after a large import, and as it is later.
        foreach (var isAnalyzed in new[] { false, true })
        {
            if (isAnalyzed)
            {
                await Sql.RunAsync(_database, "VACUUM ANALYZE");
            }

            var plans = await ExplainAsync(OperateAsync);

            plans.SelectMany(p => p.Relations.Select(r => r.Split('_')[0])).Should().Contain(["live", "message", "history", "contact", "idempotency", "rate", "ended"]);
            var faults = plans.Select(p => (p.Query, Faults: p.Faults(BigTables.Names))).Where(p => p.Faults.Count > 0)
                .Select(p => $"{string.Join(", ", p.Faults)}: {p.Query}").Distinct();
            faults.Should().BeEmpty(isAnalyzed ? "the server knows the tables" : "the server knows nothing of the tables");
        }
    }

    [Fact]
    public async Task A_look_through_all_rows_would_be_seen()
    {
        var plans = await ExplainAsync(_ => Sql.RunAsync(_database, "SELECT count(*) FROM notify.live WHERE detail = 'x'"));

        plans.SelectMany(p => p.Faults(BigTables.Names)).Should().Equal("Seq Scan on live");
    }

    private async Task<IReadOnlyList<Plan>> ExplainAsync(Func<StoragePorts, Task> work)
    {
        await Sql.RunAsync(_database, $"ALTER DATABASE \"{new NpgsqlConnectionStringBuilder(_database).Database}\" SET auto_explain.log_min_duration = 0");
        var before = new FileInfo(_server.LogFile).Length;
        await using (var services = PostgresFixture.Services(options => options.ConnectionString = _database))
        {
            var store = PostgresFixture.Ports(services);
            await store.Setup.PrepareAsync(default);
            await work(store);
        }

        await Sql.RunAsync(_database, $"ALTER DATABASE \"{new NpgsqlConnectionStringBuilder(_database).Database}\" RESET auto_explain.log_min_duration");
        using var log = new StreamReader(_server.LogFile);
        log.BaseStream.Seek(before, SeekOrigin.Begin);
        return PlanLog.Read(await log.ReadToEndAsync());
    }

    private async Task OperateAsync(StoragePorts store)
    {
        var operations = new HotOperations(store, _finished);
        // More often than it takes the server to settle on a plan.
        for (var round = 0; round < 7; round++)
        {
            await operations.RunAsync();
        }
    }

    // As the weeks have made them.
    private async Task MakePartitionsAsync()
    {
        await StandingClock.PutInAsync(_database);
        foreach (var days in new[] { -56, -28 })
        {
            await Sql.RunAsync(_database, $"UPDATE notify.standing_clock SET now = clock_timestamp() + interval '{days} days'; SELECT notify.ensure_partitions()");
        }

        await StandingClock.TakeOutAsync(_database);
    }
}
