using Microsoft.Extensions.DependencyInjection;
using Notify.Auditing;
using Notify.Deliveries;
using Notify.Gates;
using Notify.Operations;
using Notify.Storage.Postgres.Tests.Support;
using Notify.Testing;

namespace Notify.Storage.Postgres.Tests.Workers;

/// <summary>An operator's stop, given on one host and obeyed by the worker of another.</summary>
public sealed class StopTests : LiveDatabaseTest
{
    private const int Queued = 40;
    private const int Slice = 2;

    private static readonly CommandInfo Claire = new("claire", "wrong prices");
    private static readonly GateScope Scope = new() { Tenant = Notification.DefaultTenant };

    [Fact]
    public async Task What_is_stopped_is_neither_claimed_nor_sent_until_it_is_resumed()
    {
        await using var desk = TestHost.Create(Database);
        var operations = desk.Services.GetRequiredService<IOperations>();
        var results = await desk.Notifier.QueueAsync(A.Texts(Queued));
        var sender = new ScriptedSender();
        var hold = sender.Hold();
        await using var worker = await TestHost.StartWorkerAsync(
            Database,
            options => (options.BatchSize, options.SendConcurrency, options.Parallelism, options.PollInterval) = (Queued / 2, Slice, 1, TimeSpan.FromMilliseconds(20)),
            sender: sender);
        await sender.WaitForRequestsAsync(Slice);

        await operations.StopAsync(Scope, Claire);
        hold.Release();
        hold.Dispose();
        await Eventually.TrueAsync(
            async () => (await RecordsAsync(desk, results)).CountBy(r => r.State).ToDictionary() is var states
                && states.GetValueOrDefault(DeliveryState.Sent) == Slice && states.GetValueOrDefault(DeliveryState.Queued) == Queued - Slice,
            "what was under way is settled and what was held is back");
        await SendToOthersAsync(desk, sender);

        var stopped = await RecordsAsync(desk, results);
        stopped.Where(r => r.State != DeliveryState.Sent).Should().HaveCount(Queued - Slice)
            .And.OnlyContain(r => r.State == DeliveryState.Queued && r.Attempts == 0 && r.Sends == 0);
        (await Sql.ScalarAsync<long>(Database, "SELECT count(*) FROM notify.live WHERE lease <> 0")).Should().Be(0, "nothing is held");

        var before = sender.Requests.Count;
        (await operations.ResumeAsync(Scope, Claire)).Should().BeTrue();
        await sender.WaitForRequestsAsync(before + Queued - Slice).WaitAsync(TimeSpan.FromMinutes(1), TimeProvider.System);
        await Eventually.TrueAsync(async () => (await RecordsAsync(desk, results)).All(r => r.State == DeliveryState.Sent), "all are sent");

        (await RecordsAsync(desk, results)).Should().HaveCount(Queued).And.OnlyContain(r => r.Attempts == 1 && r.Sends == 1);
        sender.Requests.Select(r => r.Reference.DeliveryId).Should().OnlyHaveUniqueItems();
        await NothingFailedAsync(desk, results);
    }

    // Goes past the gate, so the worker has looked into the store again and again since it closed.
    private static async Task SendToOthersAsync(TestHost desk, ScriptedSender sender)
    {
        for (var sent = 1; sent <= 5; sent++)
        {
            var other = A.Text();
            other.Tenant = "other";
            await desk.Notifier.QueueAsync(other);
            await sender.WaitForRequestsAsync(Slice + sent).WaitAsync(TimeSpan.FromMinutes(1), TimeProvider.System);
        }

        await Eventually.TrueAsync(
            async () => (await desk.Log.PageAsync(new DeliverySelection("other") { State = DeliveryState.Sent }, 10, null, default)).Deliveries.Count == 5, "those are settled");
        sender.Requests.Should().HaveCount(Slice + 5);
    }

    private static async Task NothingFailedAsync(TestHost desk, IReadOnlyList<QueueResult> results)
    {
        foreach (var result in results)
        {
            var trail = await desk.Log.TrailAsync(new TrailQuery(Notification.DefaultTenant) { NotificationId = result.NotificationId }, default);
            trail.Select(e => e.Event).Should().NotContain(["failed", "expired", "cancelled", "unconfirmed", "lease_over"]);
            trail[^1].Event.Should().Be("sent");
        }
    }

    private static async Task<IReadOnlyCollection<DeliveryRecord>> RecordsAsync(TestHost host, IReadOnlyList<QueueResult> results) =>
        [.. (await host.Log.GetAsync([.. results.Select(r => Ids.Delivery(r.NotificationId, 1))], default)).Values];
}
