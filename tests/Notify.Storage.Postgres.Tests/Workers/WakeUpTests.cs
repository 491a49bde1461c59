using Notify.Hosting;
using Notify.Storage.Postgres.Tests.Support;
using Notify.Testing;

namespace Notify.Storage.Postgres.Tests.Workers;

public sealed class WakeUpTests : LiveDatabaseTest
{
    private const string Listeners = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'notify listener'";

    [Fact]
    public async Task What_one_host_queues_wakes_the_worker_of_another()
    {
        await using var app = TestHost.Create(Database);
        await using var worker = await TestHost.StartWorkerAsync(Database, Seldom);

        for (var sent = 1; sent <= 5; sent++)
        {
            await app.Notifier.QueueAsync(A.Text());
            // The next look into the store that nobody asks for is minutes away.
            await worker.Sender.WaitForRequestsAsync(sent).WaitAsync(TimeSpan.FromMinutes(1), TimeProvider.System);
        }
    }

    [Fact]
    public async Task What_is_queued_in_a_transaction_of_the_app_wakes_the_worker_of_another()
    {
        await using var app = TestHost.Create(Database);
        await using var worker = await TestHost.StartWorkerAsync(Database, Seldom);
        await using var source = Npgsql.NpgsqlDataSource.Create(Database);
        await using var connection = await source.OpenConnectionAsync();

        for (var sent = 1; sent <= 3; sent++)
        {
            await using var transaction = await connection.BeginTransactionAsync();
            await app.Notifier.QueueAsync(A.Text(), transaction);
            await transaction.CommitAsync();
            await worker.Sender.WaitForRequestsAsync(sent).WaitAsync(TimeSpan.FromMinutes(1), TimeProvider.System);
        }
    }

    [Fact]
    public async Task A_thousand_queued_one_by_one_make_two_notifications()
    {
        var clock = new ManualTimeProvider();
        await using var hand = await Hand.ListenAsync(Database, "notify_work");
        await using var app = TestHost.Create(Database, clock: clock);
        await app.Notifier.QueueAsync(A.Text());
        (await hand.NextAsync()).Should().BeEmpty();

        for (var i = 1; i < 1000; i++)
        {
            await app.Notifier.QueueAsync(A.Text());
        }

        // The clock stands, so the pause after the first notification is not over, however long the queueing took.
        await Sql.RunAsync(Database, "NOTIFY notify_work, 'all queued'");
        (await hand.NextAsync()).Should().Be("all queued");
        await Eventually.TrueAsync(() => clock.PendingTimers == 1, "the sender pauses");
        clock.Advance(TimeSpan.FromMilliseconds(10));
        (await hand.NextAsync()).Should().BeEmpty();
        await Sql.RunAsync(Database, "NOTIFY notify_work, 'the end'");
        (await hand.NextAsync()).Should().Be("the end");
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(false, false)]
    public async Task A_worker_that_does_not_listen_polls(bool listen, bool usesTransactionPooler)
    {
        await using var app = TestHost.Create(Database);
        await using var worker = await TestHost.StartWorkerAsync(
            Database,
            worker => worker.PollInterval = TimeSpan.FromMilliseconds(20),
            store => (store.Listen, store.UsesTransactionPooler) = (listen, usesTransactionPooler));

        for (var sent = 1; sent <= 3; sent++)
        {
            await app.Notifier.QueueAsync(A.Text());
            await worker.Sender.WaitForRequestsAsync(sent).WaitAsync(TimeSpan.FromMinutes(1), TimeProvider.System);
        }

        (await Sql.ScalarAsync<long>(Database, Listeners)).Should().Be(0);
    }

    private static void Seldom(WorkerOptions worker) => (worker.PollInterval, worker.MaintenanceInterval) = (TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(5));
}
