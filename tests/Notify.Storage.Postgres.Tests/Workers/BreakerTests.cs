using Microsoft.Extensions.DependencyInjection;
using Notify.Deliveries;
using Notify.Gates;
using Notify.Outcomes;
using Notify.Storage.Postgres.Tests.Support;
using Notify.Testing;

namespace Notify.Storage.Postgres.Tests.Workers;

/// <summary>What a provider stops for the workers of two apps on one database, and the deliveries that try whether it is mended.</summary>
public sealed class BreakerTests : PostgresTest
{
    private const int Queued = 16;

    private static readonly TimeSpan Interval = new BreakerOptions().PersonInterval;
    private static readonly Outcome TokenExpired = new() { Class = OutcomeClass.Stopped, Scope = OutcomeScope.App, Code = "190", Mends = Mending.Person };

    private readonly ScriptedSender _sender = new();

    [Fact]
    public async Task Sixteen_refusals_of_a_token_at_once_close_one_gate_with_one_event()
    {
        await using var first = Open(Queued / 2);
        await using var second = Open(Queued / 2);
        var results = await first.Notifier.QueueAsync(A.Texts(Queued));
        _sender.Otherwise(_ => TokenExpired);
        using (var hold = _sender.Hold())
        {
            Task[] running = [RunAsync(first), RunAsync(second)];
            await WaitForRequestsAsync(Queued);
            hold.Release();
            await Task.WhenAll(running);
        }

        _sender.Requests.Should().HaveCount(Queued);
        (await Store.Gates.ReadAsync(default)).Should().ContainSingle().Which.Refusals.Should().Be(0);
        Lines("NOTIFY_GATE_CLOSED", first, second).Should().Be(1);
        (await Sql.ScalarAsync<long>(Fixture.ConnectionString, "SELECT count(*) FROM notify.audit WHERE event = 'gate_closed'")).Should().Be(1);
        await AllWaitAsync(first, results);
    }

    [Fact]
    public async Task One_delivery_over_both_workers_tries_at_a_time_and_its_success_opens_the_gate_for_both()
    {
        await using var first = Open(Queued);
        await using var second = Open(Queued);
        var results = await first.Notifier.QueueAsync(A.Texts(Queued));
        _sender.Otherwise(_ => TokenExpired);
        await RunAsync(first);
        var refused = _sender.Requests.Count;
        await Task.WhenAll(RunAsync(first), RunAsync(second));
        _sender.Requests.Should().HaveCount(refused, "the gate is closed");

        await TryAsync(first, second, results, refused + 1);
        await AllWaitAsync(first, results);
        (await Store.Gates.ReadAsync(default)).Should().ContainSingle().Which.Refusals.Should().Be(1);

        _sender.Otherwise(r => Outcome.Accepted($"wamid.{r.Reference}"));
        var other = await TryAsync(first, second, results, refused + 2);
        (await Store.Gates.ReadAsync(default)).Should().BeEmpty();
        Lines("NOTIFY_GATE_OPENED", first, second).Should().Be(1);
        Lines("NOTIFY_GATE_PROBE", first, second).Should().Be(2);

        var (before, late) = (_sender.Requests.Count, await other.Notifier.QueueAsync(A.Texts(2)));
        await RunAsync(other);
        _sender.Requests.Should().HaveCount(before + 2, "it is open for the worker that did not try, too");
        (await RecordsAsync(first, [.. results, .. late])).Should().OnlyContain(r => r.State == DeliveryState.Sent && r.Attempts == 1);
    }

    // Both look for work once it is time to try: one sends one, the other nothing, however often it looks while that is under way.
    private async Task<TestHost> TryAsync(TestHost first, TestHost second, IReadOnlyList<QueueResult> results, int requests)
    {
        await Fixture.AdvanceAsync(Interval);
        using var hold = _sender.Hold();
        var (one, two) = (RunAsync(first), RunAsync(second));
        await WaitForRequestsAsync(requests);
        var idle = await Task.WhenAny(one, two).WaitAsync(TimeSpan.FromMinutes(1), TimeProvider.System) == one ? first : second;
        await RunAsync(idle);
        _sender.Requests.Should().HaveCount(requests);
        var records = await RecordsAsync(first, results);
        records.Should().ContainSingle(r => r.State == DeliveryState.Sending);
        records.Where(r => r.State != DeliveryState.Sending).Should().OnlyContain(r => r.State == DeliveryState.Queued && r.Attempts == 0);

        hold.Release();
        await Task.WhenAll(one, two);
        return idle;
    }

    private TestHost Open(int batch) => TestHost.Create(
        Fixture.ConnectionString,
        notify => notify.AddWorker(o => (o.BatchSize, o.SendConcurrency, o.Parallelism) = (batch, batch, 1)),
        clock: Fixture.Clock,
        sender: _sender);

    private static Task RunAsync(TestHost host) => Task.Run(() => host.Worker.RunOnceAsync());

    private Task WaitForRequestsAsync(int count) => _sender.WaitForRequestsAsync(count).WaitAsync(TimeSpan.FromMinutes(1), TimeProvider.System);

    private static int Lines(string name, params TestHost[] hosts) => hosts.Sum(h => h.Lines.Of(name).Count());

    private static async Task AllWaitAsync(TestHost host, IReadOnlyList<QueueResult> results) =>
        (await RecordsAsync(host, results)).Should().HaveCount(Queued).And.OnlyContain(r => r.State == DeliveryState.Queued && r.Attempts == 0);

    private static async Task<IReadOnlyCollection<DeliveryRecord>> RecordsAsync(TestHost host, IReadOnlyList<QueueResult> results) =>
        [.. (await host.Log.GetAsync([.. results.Select(r => Ids.Delivery(r.NotificationId, 1))], default)).Values];
}
