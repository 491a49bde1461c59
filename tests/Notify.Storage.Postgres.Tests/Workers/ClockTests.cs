using Microsoft.Extensions.DependencyInjection;
using Notify.Auditing;
using Notify.Deliveries;
using Notify.Hosting;
using Notify.Receipts;
using Notify.Sending;
using Notify.Storage.Postgres.Tests.Support;
using Notify.Testing;

namespace Notify.Storage.Postgres.Tests.Workers;

/// <summary>The clocks of apps and workers may be wrong by any amount.</summary>
public sealed class ClockTests : LiveDatabaseTest
{
    [Theory]
    [InlineData(-366)]
    [InlineData(-0.05)]
    [InlineData(0.05)]
    [InlineData(366)]
    public async Task An_id_made_by_a_clock_that_is_off_is_stored_settled_and_found(double days)
    {
        await using var app = TestHost.Create(Database, clock: new ShiftedTimeProvider(TimeSpan.FromDays(days)));
        await using var other = TestHost.Create(Database);
        var notification = A.Text();
        notification.IdempotencyKey = "order-42";

        var id = (await app.Notifier.QueueAsync(notification)).NotificationId;
        (await other.RecordAsync(id)).State.Should().Be(DeliveryState.Queued);
        (await other.Worker.RunOnceAsync()).Should().Be(1);

        (await other.RecordAsync(id)).State.Should().Be(DeliveryState.Sent);
        (await ApplyAsync(other, id, ReceiptStatus.Delivered)).Should().Be(ReceiptEffect.Applied);
        (await other.RecordAsync(id)).State.Should().Be(DeliveryState.Delivered);
        var trail = await other.Log.TrailAsync(new TrailQuery(Notification.DefaultTenant) { NotificationId = id }, default);
        trail.Select(e => e.Event).Should().Equal("queued", "claimed", "sending", "sent", "delivered");
        (await other.Notifier.QueueAsync(notification)).Should().Match<QueueResult>(r => r.Status == QueueStatus.Duplicate && r.NotificationId == id);
    }

    [Theory]
    [InlineData(-366)]
    [InlineData(366)]
    public async Task A_failed_delivery_whose_id_is_off_is_listed_and_queued_again(double days)
    {
        await using var app = TestHost.Create(Database, clock: new ShiftedTimeProvider(TimeSpan.FromDays(days)));
        await using var other = TestHost.Create(Database);
        other.Sender.AnswerNext(Outcomes.Outcome.Rejected("131026", "undeliverable"));
        var id = (await app.Notifier.QueueAsync(A.Text())).NotificationId;
        await other.Worker.RunOnceAsync();

        var page = await other.Log.PageAsync(new DeliverySelection(Notification.DefaultTenant) { State = DeliveryState.Failed }, 10, null, default);
        var requeued = await Commands(other).RequeueAsync(
            new DeliverySelection(Notification.DefaultTenant) { NotificationId = id }, new CommandInfo("claire", "mended"), default);
        await other.Worker.RunOnceAsync();

        page.Deliveries.Should().ContainSingle().Which.NotificationId.Should().Be(id);
        requeued.Should().Be(1);
        (await other.RecordAsync(id)).Should().Match<DeliveryRecord>(r => r.State == DeliveryState.Sent && r.Sends == 2);
    }

    [Fact]
    public async Task Workers_an_hour_fast_and_an_hour_slow_send_each_once_and_when_it_is_due()
    {
        var sender = new ScriptedSender();
        await using var app = TestHost.Create(Database);
        var fresh = A.Text("+250788000001");
        fresh.ExpiresAt = TimeProvider.System.GetUtcNow() + TimeSpan.FromMinutes(30);
        var later = A.Text("+250788000002");
        later.NotBefore = TimeProvider.System.GetUtcNow() + TimeSpan.FromMinutes(30);
        var results = await app.Notifier.QueueAsync([.. A.Texts(200), fresh, later]);

        await using var fast = await StartAsync(sender, TimeSpan.FromHours(1));
        await using var slow = await StartAsync(sender, TimeSpan.FromHours(-1));
        await Eventually.TrueAsync(
            async () => (await RecordsAsync(app, [.. results.SkipLast(1)])).All(r => r.State == DeliveryState.Sent), "all that is due is sent");

        sender.Requests.Select(r => r.Reference.DeliveryId).Should().OnlyHaveUniqueItems().And.HaveCount(201);
        (await app.RecordAsync(results[^1].NotificationId)).State.Should().Be(DeliveryState.Queued, "it is not due yet");
        (await RecordsAsync(app, results)).Should().OnlyContain(r => r.Attempts <= 1);
    }

    private Task<TestHost> StartAsync(ScriptedSender sender, TimeSpan off) => TestHost.StartWorkerAsync(
        Database,
        worker => (worker.PollInterval, worker.MaintenanceInterval) = (TimeSpan.FromMilliseconds(20), TimeSpan.FromMilliseconds(100)),
        clock: new ShiftedTimeProvider(off),
        sender: sender);

    private static async Task<IReadOnlyList<DeliveryRecord>> RecordsAsync(TestHost host, IReadOnlyList<QueueResult> results) =>
        [.. (await host.Log.GetAsync([.. results.Select(r => Ids.Delivery(r.NotificationId, 1))], default)).Values];

    private static IDeliveryCommands Commands(TestHost host) => host.Services.GetRequiredService<IDeliveryCommands>();

    private static async Task<ReceiptEffect> ApplyAsync(TestHost host, Guid id, ReceiptStatus status) =>
        (await host.Services.GetRequiredService<IReceipts>().ApplyAsync(
        [
            new Receipt { Channel = host.Sender.Channel, Account = host.Sender.Account, Reference = new SendReference(Ids.Delivery(id, 1), 1), Status = status },
        ]))[0];
}
