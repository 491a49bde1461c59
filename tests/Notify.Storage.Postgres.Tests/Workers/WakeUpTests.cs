using Notify.Hosting;
using Notify.Storage.Postgres.Tests.Support;

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
    public async Task A_thousand_queued_one_by_one_make_few_notifications()
    {
        await using var hand = await Hand.ListenAsync(Database, "notify_work");
        await using var app = TestHost.Create(Database);

        for (var i = 0; i < 1000; i++)
        {
            await app.Notifier.QueueAsync(A.Text());
        }

        await Sql.RunAsync(Database, "NOTIFY notify_work, 'the end'");
        var heard = 0;
        while (await hand.NextAsync() != "the end")
        {
            heard++;
        }

        heard.Should().BeInRange(1, 250);
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
