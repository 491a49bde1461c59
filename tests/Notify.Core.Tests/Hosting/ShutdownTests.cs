using Microsoft.Extensions.Hosting;

namespace Notify.Core.Tests.Hosting;

public sealed class ShutdownTests
{
    [Fact]
    public async Task StopAsync_sends_under_way_finish_and_the_rest_is_handed_back()
    {
        await using var app = Create();
        await app.Notifier.QueueAsync([.. A.Texts(6)]);
        using var hold = app.Sender.Hold();
        var worker = await StartAsync(app);
        await app.Sender.WaitForRequestsAsync(2);

        var stopping = worker.StopAsync(CancellationToken.None);
        stopping.IsCompleted.Should().BeFalse("two sends are under way");
        hold.Release();
        await stopping;

        var states = (await app.Store.DeliveriesAsync()).GroupBy(d => d.State).ToDictionary(g => g.Key, g => g.Count());
        states.Should().Equal(new Dictionary<DeliveryState, int> { [DeliveryState.Sent] = 2, [DeliveryState.Queued] = 4 });
        (await app.Store.DeliveriesAsync()).Where(d => d.State == DeliveryState.Queued).Should().OnlyContain(d => d.Attempts == 0 && d.DueAt <= app.Store.Now);
        app.Log.Of("NOTIFY_WORKER_DONE").Should().ContainSingle();
    }

    [Fact]
    public async Task StopAsync_hosts_time_is_over_cuts_sends_off_in_doubt_and_hands_the_rest_back()
    {
        await using var app = Create();
        await app.Notifier.QueueAsync([.. A.Texts(6)]);
        using var hold = app.Sender.Hold();
        var worker = await StartAsync(app);
        await app.Sender.WaitForRequestsAsync(2);
        using var hostsTime = new CancellationTokenSource();

        var stopping = worker.StopAsync(hostsTime.Token);
        await hostsTime.CancelAsync();
        await stopping;

        var deliveries = await app.Store.DeliveriesAsync();
        deliveries.Count(d => d.State == DeliveryState.Unconfirmed).Should().Be(2);
        deliveries.Count(d => d.State == DeliveryState.Queued && d.Attempts == 0).Should().Be(4, "they need not wait for the lease to end");
    }

    [Fact]
    public async Task StopAsync_store_is_down_when_the_hosts_time_is_over_still_ends()
    {
        using var store = new TestStore();
        var queue = new HookedQueue(store.Queue);
        store.Queue = queue;
        await using var app = Create(store);
        await app.Notifier.QueueAsync([.. A.Texts(2)]);
        using var hold = app.Sender.Hold();
        var worker = await StartAsync(app);
        await app.Sender.WaitForRequestsAsync(2);
        queue.BeforeSettle = _ => throw HookedQueue.Broken();
        using var hostsTime = new CancellationTokenSource();

        var stopping = worker.StopAsync(hostsTime.Token);
        await hostsTime.CancelAsync();

        await stopping.WaitAsync(TimeSpan.FromSeconds(60));
    }

    [Fact]
    public async Task RunOnceAsync_cancelled_lets_sends_finish_and_hands_the_rest_back()
    {
        await using var app = Create();
        await app.Notifier.QueueAsync([.. A.Texts(6)]);
        using var hold = app.Sender.Hold();
        using var cancel = new CancellationTokenSource();
        var running = app.Worker.RunOnceAsync(cancel.Token);
        await app.Sender.WaitForRequestsAsync(2);

        await cancel.CancelAsync();
        hold.Release();
        await running;

        var deliveries = await app.Store.DeliveriesAsync();
        deliveries.Count(d => d.State == DeliveryState.Sent).Should().Be(2);
        deliveries.Count(d => d.State == DeliveryState.Queued && d.Attempts == 0).Should().Be(4);
    }

    [Fact]
    public async Task StartAsync_worker_is_woken_by_what_is_queued()
    {
        await using var app = Create();
        var worker = await StartAsync(app);

        await app.QueueAsync(A.Text());

        // Its clock stands still: only the signal can have woken it.
        await app.Sender.WaitForRequestsAsync(1).WaitAsync(TimeSpan.FromSeconds(60));
        await worker.StopAsync(CancellationToken.None);
        app.Log.Of("NOTIFY_WORKER_START").Should().ContainSingle();
    }

    [Fact]
    public async Task StartAsync_store_fails_for_a_while_worker_goes_on_afterwards()
    {
        using var store = new TestStore();
        var queue = new HookedQueue(store.Queue) { BeforeClaim = HookedQueue.FailFirst(3) };
        store.Queue = queue;
        await using var app = Create(store);
        await app.QueueAsync(A.Text());
        var worker = await StartAsync(app);

        while (app.Sender.Requests.Count == 0)
        {
            store.Clock.Advance(TimeSpan.FromMilliseconds(100));
            await Task.Yield();
        }

        await worker.StopAsync(CancellationToken.None);
        app.Log.Of("NOTIFY_WORKER_ERROR").Should().HaveCount(3);
    }

    private static TestApp Create(TestStore? store = null) => TestApp.Create(
        n => n.AddWorker(w => (w.BatchSize, w.SendConcurrency, w.Parallelism) = (6, 2, 1)), store);

    private static async Task<IHostedService> StartAsync(TestApp app)
    {
        var worker = app.Services.GetServices<IHostedService>().OfType<WorkerService>().Single();
        await worker.StartAsync(CancellationToken.None);
        return worker;
    }
}
