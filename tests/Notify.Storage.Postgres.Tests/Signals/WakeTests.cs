using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Notify.Core.Tests.Support;
using Notify.Storage.Postgres.Tests.Support;
using Notify.Testing;
using Npgsql;

namespace Notify.Storage.Postgres.Tests.Signals;

public sealed class WakeTests : LiveDatabaseTest
{
    private const string Listener = "application_name = 'notify listener'";
    private const string Listeners = $"SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND {Listener}";

    private static readonly TimeSpan Never = TimeSpan.FromHours(1);

    private readonly List<ServiceProvider> _hosts = [];

    private TestLog Log { get; } = new();

    private IEnumerable<string> Events => Log.Lines.Select(line => line.Event);

    public override async Task DisposeAsync()
    {
        foreach (var host in _hosts)
        {
            await host.DisposeAsync();
        }

        await base.DisposeAsync();
    }

    [Fact]
    public async Task Pulse_wakes_who_waits_in_another_process()
    {
        var waiting = await ListeningAsync();

        Signal().Pulse();

        await waiting.WaitAsync(Never, default);
    }

    [Fact]
    public async Task Pulse_wakes_who_waits_here_without_listening()
    {
        var signal = Signal(store: options => options.Listen = false);
        var waiting = signal.WaitAsync(Never, default);

        signal.Pulse();

        await waiting;
        (await Sql.ScalarAsync<long>(Database, Listeners)).Should().Be(0);
    }

    [Fact]
    public async Task Who_only_queues_keeps_no_connection_to_listen()
    {
        await using var hand = await HandAsync();
        Signal().Pulse();
        await hand.NextAsync();

        (await Sql.ScalarAsync<long>(Database, Listeners)).Should().Be(0);
    }

    [Fact]
    public async Task Pulses_of_10_ms_are_one_notification()
    {
        var clock = new ManualTimeProvider();
        await using var hand = await HandAsync();
        var signal = Signal(clock);
        signal.Pulse();
        await hand.NextAsync();
        await Eventually.TrueAsync(() => clock.PendingTimers == 1, "the sender pauses");

        for (var i = 0; i < 1000; i++)
        {
            signal.Pulse();
        }

        clock.Advance(TimeSpan.FromMilliseconds(9));
        await Sql.RunAsync(Database, "NOTIFY notify_work, 'still paused'");
        (await hand.NextAsync()).Should().Be("still paused");
        clock.Advance(TimeSpan.FromMilliseconds(1));
        (await hand.NextAsync()).Should().BeEmpty();
        await Eventually.TrueAsync(() => clock.PendingTimers == 1, "the sender pauses again");
        clock.Advance(TimeSpan.FromSeconds(1));
        await Sql.RunAsync(Database, "NOTIFY notify_work, 'the end'");
        (await hand.NextAsync()).Should().Be("the end");
    }

    [Fact]
    public async Task What_is_queued_in_a_callers_transaction_wakes_at_its_commit()
    {
        await using var hand = await HandAsync();
        await using var app = TestHost.Create(Database);
        await using var source = NpgsqlDataSource.Create(Database);
        await using var connection = await source.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await app.Notifier.QueueAsync(A.Text(), transaction);
        await Sql.RunAsync(Database, "NOTIFY notify_work, 'not committed'");
        (await hand.NextAsync()).Should().Be("not committed");

        await transaction.CommitAsync();

        (await hand.NextAsync()).Should().BeEmpty();
    }

    [Fact]
    public async Task A_lost_listener_is_logged_once_and_comes_back()
    {
        var waiting = await ListeningAsync();

        await Sql.BreakAsync(Database, Listener);

        await Eventually.TrueAsync(() => Events.Contains("NOTIFY_LISTEN_BACK"), "it listens again");
        // The pulse at its return, which is for what was queued meanwhile.
        await waiting.WaitAsync(Never, default);
        Signal().Pulse();
        await waiting.WaitAsync(Never, default);
        Events.Where(e => e.StartsWith("NOTIFY_LISTEN", StringComparison.Ordinal)).Should().Equal("NOTIFY_LISTEN_LOST", "NOTIFY_LISTEN_BACK");
    }

    // A signal whose listener listens, and whose first pulse, which it gives itself for what was queued before, is over.
    private async Task<IWorkSignal> ListeningAsync()
    {
        var signal = Signal();
        await signal.WaitAsync(Never, default);
        return signal;
    }

    private async Task<Hand> HandAsync() => await Hand.ListenAsync(Database, "notify_work");

    private IWorkSignal Signal(TimeProvider? clock = null, Action<PostgresOptions>? store = null)
    {
        var services = new ServiceCollection().AddSingleton(clock ?? TimeProvider.System).AddLogging(logging => logging.AddProvider(Log));
        var host = services.AddNotify(notify => notify.UsePostgres(options =>
        {
            options.ConnectionString = Database;
            store?.Invoke(options);
        })).BuildServiceProvider();
        _hosts.Add(host);
        return host.GetRequiredService<IWorkSignal>();
    }
}
