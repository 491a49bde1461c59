using Microsoft.Extensions.DependencyInjection;
using Notify.Deliveries;
using Notify.Receipts;
using Notify.Sending;
using Notify.Storage.Postgres.Tests.Support;

namespace Notify.Storage.Postgres.Tests.Pooler;

public sealed class PgBouncerPipelineTests : LiveDatabaseTest
{
    [Fact]
    public async Task A_worker_behind_the_pooler_sends_settles_and_takes_receipts()
    {
        var through = await PgBouncerFixture.ThroughAsync(Database);
        await using var host = await TestHost.StartWorkerAsync(
            through, worker => worker.PollInterval = TimeSpan.FromMilliseconds(20), store => store.UsesTransactionPooler = true);
        var notifications = A.Texts(100);
        foreach (var notification in notifications)
        {
            notification.IdempotencyKey = notification.Recipient;
        }

        var results = await host.Notifier.QueueAsync(notifications);
        var again = await host.Notifier.QueueAsync(notifications);
        await host.Sender.WaitForRequestsAsync(100);
        var ids = results.Select(r => Ids.Delivery(r.NotificationId, 1)).ToList();
        await Eventually.TrueAsync(async () => (await StatesAsync(host, ids)).All(s => s == DeliveryState.Sent), "all are settled");
        var effects = await host.Services.GetRequiredService<IReceipts>().ApplyAsync([.. ids.Select(id => new Receipt
        {
            Channel = host.Sender.Channel,
            Account = host.Sender.Account,
            Reference = new SendReference(id, 1),
            Status = ReceiptStatus.Delivered,
        })]);

        again.Should().OnlyContain(r => r.Status == QueueStatus.Duplicate);
        effects.Should().OnlyContain(e => e == ReceiptEffect.Applied);
        (await StatesAsync(host, ids)).Should().HaveCount(100).And.OnlyContain(s => s == DeliveryState.Delivered);
        host.Sender.Requests.Should().HaveCount(100);
        host.Lines.Of("NOTIFY_WORKER_ERROR").Should().BeEmpty();
    }

    private static async Task<IReadOnlyList<DeliveryState>> StatesAsync(TestHost host, IReadOnlyCollection<Guid> ids) =>
        [.. (await host.Log.GetAsync(ids, default)).Values.Select(r => r.State)];
}
