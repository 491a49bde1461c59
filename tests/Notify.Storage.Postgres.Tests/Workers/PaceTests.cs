using System.Collections.Concurrent;
using Notify.Outcomes;
using Notify.Storage.Postgres.Tests.Support;
using Notify.Testing;

namespace Notify.Storage.Postgres.Tests.Workers;

public sealed class PaceTests : LiveDatabaseTest
{
    private const int PerSecond = 40;
    private const int Messages = 120;

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1) / PerSecond;

    [Fact]
    public async Task Two_worker_hosts_together_never_run_ahead_of_an_accounts_pace()
    {
        var began = 0L;
        var sent = new ConcurrentBag<TimeSpan>();
        var sender = new ScriptedSender { MaxPerSecond = PerSecond };
        sender.Otherwise(request =>
        {
            sent.Add(TimeProvider.System.GetElapsedTime(began));
            return Outcome.Accepted($"scripted.{request.Reference}");
        });
        await using var app = TestHost.Create(Database);
        await using var first = await StartAsync(sender);
        await using var second = await StartAsync(sender);

        began = TimeProvider.System.GetTimestamp();
        var clock = await Sql.ScalarAsync<DateTime>(Database, "SELECT notify.clock()");
        await app.Notifier.QueueAsync(A.Texts(Messages));
        await sender.WaitForRequestsAsync(Messages).WaitAsync(TimeSpan.FromMinutes(1), TimeProvider.System);
        await Eventually.TrueAsync(() => sent.Count == Messages, "all are answered");

        // A send may be late and never early, so the place of the n-th is the earliest the n-th can leave.
        sent.Order().Select((at, n) => at - (n * Interval)).Should().OnlyContain(spare => spare >= TimeSpan.Zero);
        sender.Requests.Select(r => r.Reference.DeliveryId).Should().OnlyHaveUniqueItems();
        sender.Requests.Should().HaveCount(Messages);
        var next = await Sql.ScalarAsync<DateTime>(Database, "SELECT next_at FROM notify.pace");
        (next - clock).Should().BeGreaterThanOrEqualTo(Messages * Interval, "no place was given to two");
    }

    private Task<TestHost> StartAsync(ScriptedSender sender) => TestHost.StartWorkerAsync(
        Database, worker => (worker.BatchSize, worker.SendConcurrency, worker.PollInterval) = (10, 5, TimeSpan.FromMilliseconds(20)), sender: sender);
}
