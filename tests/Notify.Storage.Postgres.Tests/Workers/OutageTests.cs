using Notify.Deliveries;
using Notify.PrivateServers;
using Notify.Storage.Postgres.Tests.Support;

namespace Notify.Storage.Postgres.Tests.Workers;

/// <summary>The database goes away for a while, and comes back.</summary>
public sealed class OutageTests : IAsyncLifetime
{
    // In the short run as long as it takes everybody to notice.
    private static readonly TimeSpan Away = TimeSpan.FromSeconds(Backlog.Size(0, 60));

    private PrivatePostgres _server = null!;
    private string _database = "";

    public async Task InitializeAsync()
    {
        _server = await PrivatePostgres.CreateAsync();
        _database = await _server.Databases.CreateAsync();
        await Sql.RunAsync(_database, PostgresSchema.Script());
    }

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Theory]
    [InlineData(StopMode.Fast, true)]
    [InlineData(StopMode.Immediate, false)]
    public async Task All_waits_with_one_exception_and_goes_on_by_itself(StopMode mode, bool listen)
    {
        await using var host = await TestHost.StartWorkerAsync(
            _database, worker => (worker.PollInterval, worker.Parallelism) = (TimeSpan.FromMilliseconds(50), 1), store => store.Listen = listen);
        var before = await host.Notifier.QueueAsync(A.Text("+250788000001"));
        await host.Sender.WaitForRequestsAsync(1);
        await Eventually.TrueAsync(async () => (await host.RecordAsync(before.NotificationId)).State == DeliveryState.Sent, "the first is settled");

        await _server.StopAsync(mode);
        var queueing = () => host.Notifier.QueueAsync(A.Text("+250788000002"));
        await queueing.Should().ThrowAsync<StorageException>("the first call finds its connection broken");
        (await queueing.Should().ThrowAsync<StorageException>("the next ones find nobody to connect to")).Which.Failure.Should().Be(StorageFailure.NotStored);
        var reading = () => host.RecordAsync(before.NotificationId);
        await reading.Should().ThrowAsync<StorageException>();
        await Eventually.TrueAsync(() => Pauses(host).Count() >= 4, "the workers have met the outage");
        for (var began = TimeProvider.System.GetTimestamp(); TimeProvider.System.GetElapsedTime(began) < Away;)
        {
            await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System);
            (await queueing.Should().ThrowAsync<StorageException>()).Which.Failure.Should().Be(StorageFailure.NotStored);
        }

        await _server.StartAsync();

        await Eventually.TrueAsync(async () => await StoredAsync(host), "it is stored again");
        await host.Sender.WaitForRequestsAsync(2).WaitAsync(TimeSpan.FromMinutes(1), TimeProvider.System);
        Pauses(host).Should().BeInAscendingOrder("each pause of a worker is longer than the one before").And.OnlyContain(p => p > TimeSpan.Zero);
    }

    private static async Task<bool> StoredAsync(TestHost host)
    {
        try
        {
            await host.Notifier.QueueAsync(A.Text("+250788000003"));
            return true;
        }
        catch (StorageException)
        {
            return false;
        }
    }

    private static IEnumerable<TimeSpan> Pauses(TestHost host) =>
        host.Lines.Of("NOTIFY_WORKER_ERROR").Where(l => l.Values["Operation"] is "batch").Select(l => (TimeSpan)l.Values["Pause"]!);
}
