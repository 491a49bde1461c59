using Microsoft.Extensions.DependencyInjection;
using Notify.Deliveries;
using Notify.Limits;
using Notify.Operations;
using Notify.Policies;
using Notify.Storage.Postgres.Tests.Support;
using Notify.Testing;

namespace Notify.Storage.Postgres.Tests.Workers;

/// <summary>Two worker hosts at the same tenants, with a clock the test moves.</summary>
public sealed class QuotaTests : PostgresTest
{
    private const int Limit = 25;
    private const int Queued = 60;

    private readonly ScriptedSender _sender = new();

    [Fact]
    public async Task Two_worker_hosts_send_exactly_the_quota_in_each_window()
    {
        await using var first = Host();
        await using var second = Host();
        var operations = first.Services.GetRequiredService<IOperations>();
        await operations.SetQuotaAsync(new QuotaChange(Notification.DefaultTenant, Limit, TimeSpan.FromHours(1), "claire", "a small plan"));
        var results = await first.Notifier.QueueAsync(A.Texts(Queued));

        foreach (var sent in new[] { Limit, 2 * Limit, Queued })
        {
            await RunBothAsync(first, second);

            _sender.Requests.Should().HaveCount(sent);
            var states = (await RecordsAsync(first, results)).CountBy(r => r.State).ToDictionary();
            states[DeliveryState.Sent].Should().Be(sent);
            states.GetValueOrDefault(DeliveryState.Queued).Should().Be(Queued - sent, "the rest waits, and nothing is lost");
            (await operations.ReadQuotasAsync(Notification.DefaultTenant)).Should().ContainSingle().Which.Used.Should().Be(sent == Queued ? Queued - (2 * Limit) : Limit);
            await Fixture.AdvanceAsync(TimeSpan.FromHours(1));
        }

        _sender.Requests.Select(r => r.Reference.DeliveryId).Should().OnlyHaveUniqueItems();
        (await RecordsAsync(first, results)).Should().OnlyContain(r => r.Attempts == 1);
    }

    [Fact]
    public async Task Two_worker_hosts_send_a_pair_exactly_its_burst_in_each_window()
    {
        await using var first = Host();
        await using var second = Host();
        var results = await first.Notifier.QueueAsync([.. Enumerable.Range(0, Queued).Select(_ => A.Text())]);

        await RunBothAsync(first, second);
        _sender.Requests.Should().HaveCount(PairRate.Burst);
        (await RecordsAsync(first, results)).Count(r => r is { State: DeliveryState.Queued, Reason: Reasons.PairRate }).Should().Be(Queued - PairRate.Burst);

        await Fixture.AdvanceAsync(PairRate.Window);
        await RunBothAsync(first, second);
        _sender.Requests.Select(r => r.Reference.DeliveryId).Should().HaveCount(Queued).And.OnlyHaveUniqueItems();
    }

    private TestHost Host() => TestHost.Create(
        Fixture.ConnectionString,
        notify =>
        {
            notify.AddWorker(worker => (worker.BatchSize, worker.SendConcurrency) = (7, 3));
            notify.ConfigureRateLimit(options => options.Limit = 1000);
            notify.AddPolicy<PairRate>();
        },
        clock: Fixture.Clock,
        sender: _sender);

    private static Task RunBothAsync(TestHost first, TestHost second) => Task.WhenAll(
        Enumerable.Range(0, 4).Select(i => Task.Run(() => (i % 2 == 0 ? first : second).Worker.RunOnceAsync())));

    private static async Task<IReadOnlyCollection<DeliveryRecord>> RecordsAsync(TestHost host, IReadOnlyList<QueueResult> results) =>
        [.. (await host.Log.GetAsync([.. results.Select(r => Ids.Delivery(r.NotificationId, 1))], default)).Values];

    /// <summary>A limit between one account and one person, as a channel with a pair rate has it.</summary>
    private sealed class PairRate : IDeliveryPolicy
    {
        public const int Burst = 45;

        public static readonly TimeSpan Window = Burst * TimeSpan.FromSeconds(6);

        public string Name => "pair_rate";

        public Decision Evaluate(PolicyContext context) =>
            Decision.Within(new LimitCharge($"pair:{context.Flow.Account}:{context.Contact.Id:N}", Burst, Window), Reasons.PairRate);
    }
}
