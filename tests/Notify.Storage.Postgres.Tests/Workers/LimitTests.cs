using Microsoft.Extensions.DependencyInjection;
using Notify.Deliveries;
using Notify.Hosting;
using Notify.Storage.Postgres.Tests.Support;
using Notify.Testing;

namespace Notify.Storage.Postgres.Tests.Workers;

public sealed class LimitTests : LiveDatabaseTest
{
    [Fact]
    public async Task Two_worker_hosts_send_one_contact_exactly_as_many_as_the_limit_allows()
    {
        const int Limit = 20;
        const int Queued = 30;
        var sender = new ScriptedSender();
        await using var app = TestHost.Create(Database);
        var results = await app.Notifier.QueueAsync([.. Enumerable.Range(0, Queued).Select(_ => A.Text())]);

        await using var first = await StartAsync(sender, Limit);
        await using var second = await StartAsync(sender, Limit);
        var ids = results.Select(r => Ids.Delivery(r.NotificationId, 1)).ToList();
        await Eventually.TrueAsync(
            async () => (await app.Log.GetAsync(ids, default)).Values.All(r => r.State == DeliveryState.Sent || r.Reason == Reasons.RateLimit),
            "all are sent or put off");

        sender.Requests.Should().HaveCount(Limit);
        var states = (await app.Log.GetAsync(ids, default)).Values.CountBy(r => r.State).ToDictionary();
        states.Should().Equal(new Dictionary<DeliveryState, int> { [DeliveryState.Sent] = Limit, [DeliveryState.Queued] = Queued - Limit });
    }

    private Task<TestHost> StartAsync(ScriptedSender sender, int limit) => TestHost.StartWorkerAsync(
        Database,
        worker => (worker.BatchSize, worker.PollInterval) = (4, TimeSpan.FromMilliseconds(20)),
        sender: sender,
        configure: notify => notify.ConfigureRateLimit(options => options.Limit = limit));
}
