using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Notify.Storage.Postgres.Setup;
using Notify.Storage.Postgres.Tests.Pooler;
using Notify.Storage.Postgres.Tests.Support;
using Notify.Testing;
using Npgsql;

namespace Notify.Storage.Postgres.Tests.Setup;

/// <summary>A schema of an earlier version is updated while a transaction of an app has a table of it in use.</summary>
public sealed partial class MigrationTurnsTests : EmptyDatabaseTest
{
    // The locks of this database that are of a kind, held or waited for.
    private const string Locks = "SELECT count(*) FROM pg_locks l WHERE l.database = (SELECT oid FROM pg_database WHERE datname = current_database()) AND ";
    private const string WaitsForTable = Locks + "l.mode = 'AccessExclusiveLock' AND NOT l.granted";
    private const string WaitsForTurn = Locks + "l.locktype = 'advisory' AND NOT l.granted";
    private const string HeldOverThePause = Locks
        + "l.locktype = 'relation' AND l.granted AND l.pid IN (SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND granted AND database = l.database)";

    // What needs no lock that another has goes through; what has to wait fails.
    private const string AtOnce = "SET lock_timeout = '1ms'; UPDATE notify.contact SET opt_out_reason = opt_out_reason; SELECT count(*) FROM notify.live";

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private NpgsqlDataSource _app = null!;
    private NpgsqlConnection _connection = null!;
    private NpgsqlTransaction _transaction = null!;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        await OlderSchema.MakeAsync(Database, 7);
        _app = Sql.Source(Database);
        _connection = await _app.OpenConnectionAsync();
        _transaction = await _connection.BeginTransactionAsync();
        await using var reading = new NpgsqlCommand("SELECT count(*) FROM notify.contact", _connection, _transaction);
        await reading.ExecuteScalarAsync();
    }

    public override async Task DisposeAsync()
    {
        await _transaction.DisposeAsync();
        await _connection.DisposeAsync();
        await _app.DisposeAsync();
        await base.DisposeAsync();
    }

    [Fact]
    public async Task PrepareAsync_waits_in_short_turns_while_a_transaction_has_a_table_in_use()
    {
        await using var host = Host(Database, TimeProvider.System);
        var preparing = PrepareAsync(host);
        await Eventually.TrueAsync(async () => await CountAsync(WaitsForTable) > 0, "it waits for the table");

        // Behind who waits, and no longer than a turn.
        await Sql.RunAsync(Database, "SET statement_timeout = '60s'; SELECT count(*) FROM notify.contact");
        await Eventually.TrueAsync(async () => await CountAsync(WaitsForTable) > 0, "it tries again");
        await _transaction.CommitAsync();
        await preparing;

        (await VersionAsync()).Should().Be(Migrations.Latest);
        host.Lines.Of("NOTIFY_MIGRATION_WAITS").Should().ContainSingle();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task PrepareAsync_of_three_hosts_leaves_gaps_in_which_others_go_on(bool isPooled)
    {
        var clock = new ManualTimeProvider();
        var through = isPooled ? await PgBouncerFixture.ThroughAsync(Database) : Database;
        var hosts = Enumerable.Range(0, 3).Select(_ => Host(through, clock, isPooled)).ToList();
        var preparing = hosts.ConvertAll(PrepareAsync);

        for (var turn = 1; turn <= 2; turn++)
        {
            await PauseAsync(clock);

            (await CountAsync(HeldOverThePause)).Should().Be(0);
            await Sql.RunAsync(Database, AtOnce);
            hosts.Sum(host => host.Lines.Of("NOTIFY_MIGRATION_WAITS").Count()).Should().Be(1, "one tries, and the others wait for their turn");
            clock.Advance(Pause);
        }

        await PauseAsync(clock);
        await _transaction.CommitAsync();
        clock.Advance(Pause);
        await Task.WhenAll(preparing);

        (await VersionAsync()).Should().Be(Migrations.Latest);
        foreach (var host in hosts)
        {
            await host.DisposeAsync();
        }
    }

    [Fact]
    public async Task PrepareAsync_heeds_no_limit_of_the_role_while_it_migrates()
    {
        var clock = new ManualTimeProvider();
        var role = new NpgsqlConnectionStringBuilder(Database)
        {
            Options = "-c statement_timeout=1s -c lock_timeout=500ms -c idle_in_transaction_session_timeout=500ms",
        };
        var migrating = await HoldTurnAsync();
        await using var host = Host(role.ConnectionString, clock);
        var preparing = PrepareAsync(host);

        await LastsAsync(preparing, "state = 'active' AND wait_event = 'advisory' AND clock_timestamp() - query_start > interval '2 seconds'");
        await migrating.DisposeAsync();
        await LastsAsync(preparing, "state = 'idle in transaction' AND clock_timestamp() - state_change > interval '2 seconds'");
        await _transaction.CommitAsync();
        clock.Advance(Pause);
        await preparing;

        (await VersionAsync()).Should().Be(Migrations.Latest);
        host.Lines.Of("NOTIFY_MIGRATION_WAITS").Should().ContainSingle();
    }

    private static TestHost Host(string database, TimeProvider clock, bool isPooled = false) => TestHost.Create(
        database,
        store: options =>
        {
            options.MigrateOnStart = true;
            options.UsesTransactionPooler = isPooled;
        },
        clock: clock);

    private static Task PrepareAsync(TestHost host) => host.Services.GetRequiredService<IStorageSetup>().PrepareAsync(default);

    // Who pauses waits for the clock, and the others for their turn.
    private Task PauseAsync(ManualTimeProvider clock) => Eventually.TrueAsync(
        async () => clock.PendingTimers == 1 && await CountAsync(WaitsForTurn) == 2 && await CountAsync(WaitsForTable) == 0, "one host pauses and two wait for it");

    // Another session that has been at something; the transaction of the app is the first.
    private Task LastsAsync(Task preparing, string what) => Eventually.TrueAsync(
        async () =>
        {
            if (preparing.IsFaulted)
            {
                await preparing;
            }

            return await CountAsync($"SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid NOT IN (pg_backend_pid(), {_connection.ProcessID}) AND {what}") == 1;
        },
        what);

    // As a host, or the script, that migrates.
    private async Task<NpgsqlConnection> HoldTurnAsync()
    {
        var connection = new NpgsqlConnection(Database + ";Pooling=false");
        await connection.OpenAsync();
        await using var taking = new NpgsqlCommand(TakeTurn().Match(PostgresSchema.Script()).Value.Replace("xact_", "", StringComparison.Ordinal), connection);
        await taking.ExecuteNonQueryAsync();
        return connection;
    }

    private Task<long> CountAsync(string sql) => Sql.ScalarAsync<long>(Database, sql);

    private Task<int> VersionAsync() => Sql.ScalarAsync<int>(Database, "SELECT max(version) FROM notify.schema_version");

    [GeneratedRegex(@"SELECT pg_advisory_xact_lock\(.*\)(?=;)", RegexOptions.None, 1000)]
    private static partial Regex TakeTurn();
}
