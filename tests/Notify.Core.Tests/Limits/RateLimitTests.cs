namespace Notify.Core.Tests.Limits;

public sealed class RateLimitTests
{
    [Fact]
    public async Task RunOnce_thirty_to_one_contact_in_one_batch_sends_exactly_the_limit()
    {
        await using var app = TestApp.Create(n => n.AddWorker(w => w.BatchSize = 100));
        await app.Notifier.QueueAsync([.. A.Texts(30)]);

        await app.RunOnceAsync();

        app.Sender.Requests.Should().HaveCount(20);
        var waiting = (await app.Store.DeliveriesAsync()).Where(d => d.State == DeliveryState.Queued).ToList();
        waiting.Should().HaveCount(10).And.OnlyContain(d => d.Reason == Reasons.RateLimit && d.Attempts == 0 && d.Sends == 0);
        waiting.Should().OnlyContain(d => d.DueAt == app.Store.Now.AddHours(1));
        app.Log.Of("NOTIFY_DEFERRED_RATE_LIMIT").Should().HaveCount(10);
    }

    [Fact]
    public async Task RunOnce_window_has_passed_sends_the_rest()
    {
        await using var app = TestApp.Create();
        await app.Notifier.QueueAsync([.. A.Texts(30)]);
        await app.RunOnceAsync();

        app.Advance(TimeSpan.FromMinutes(60) - TimeSpan.FromTicks(1));
        await app.RunOnceAsync();
        app.Sender.Requests.Should().HaveCount(20);
        app.Advance(TimeSpan.FromTicks(1));
        await app.RunOnceAsync();

        app.Sender.Requests.Select(r => r.Message.Text).Should().OnlyHaveUniqueItems().And.HaveCount(30);
        (await app.Store.DeliveriesAsync()).Should().OnlyContain(d => d.State == DeliveryState.Sent && d.Attempts == 1);
    }

    [Fact]
    public async Task RunOnce_thirty_to_one_contact_over_two_workers_sends_exactly_the_limit()
    {
        using var store = new TestStore();
        await using var one = TestApp.Create(n => n.AddWorker(w => (w.Name, w.BatchSize) = ("one", 7)), store);
        await using var two = TestApp.Create(n => n.AddWorker(w => (w.Name, w.BatchSize) = ("two", 7)), store);
        await one.Notifier.QueueAsync([.. A.Texts(30)]);
        using var holdOne = one.Sender.Hold();
        using var holdTwo = two.Sender.Hold();

        // Both hold a batch at the same time before either goes on.
        var running = new[] { one.RunOnceAsync(), two.RunOnceAsync() };
        await Task.WhenAll(one.Sender.WaitForRequestsAsync(7), two.Sender.WaitForRequestsAsync(7)).WaitAsync(TimeSpan.FromSeconds(60));
        holdOne.Release();
        holdTwo.Release();
        await Task.WhenAll(running);

        one.Sender.Requests.Concat(two.Sender.Requests).Select(r => r.Message.Text).Should().HaveCount(20).And.OnlyHaveUniqueItems();
        (await store.DeliveriesAsync()).Count(d => d.State == DeliveryState.Queued && d.Reason == Reasons.RateLimit).Should().Be(10);
    }

    [Fact]
    public async Task RunOnce_warn_mode_sends_all_and_warns_of_each_over_the_limit()
    {
        await using var app = TestApp.Create(n => n.ConfigureRateLimit(o => o.Mode = RateLimitMode.Warn));
        await app.Notifier.QueueAsync([.. A.Texts(30)]);

        await app.RunOnceAsync();

        app.Sender.Requests.Should().HaveCount(30);
        app.Log.Of("NOTIFY_RATE_LIMIT_WARNING").Should().HaveCount(10);
    }

    [Fact]
    public async Task RunOnce_limit_is_per_contact_and_tenant()
    {
        await using var app = TestApp.Create(n => n.ConfigureRateLimit(o => o.Limit = 1));
        var elsewhere = A.Text();
        elsewhere.Tenant = "acme";
        await app.Notifier.QueueAsync([A.Text(), A.Text("+250788000001"), elsewhere]);

        await app.RunOnceAsync();

        app.Sender.Requests.Should().HaveCount(3);
    }

    [Theory]
    [InlineData(OutcomeClass.Rejected)]
    [InlineData(OutcomeClass.Retry)]
    [InlineData(OutcomeClass.Stopped)]
    public async Task RunOnce_provider_did_not_take_it_gives_the_place_back(OutcomeClass kind)
    {
        await using var app = TestApp.Create(n => n.ConfigureRateLimit(o => o.Limit = 1));
        app.Sender.AnswerNext(A.Refusal(kind));
        await app.QueueAsync(A.Text());
        await app.RunOnceAsync();

        var second = await app.QueueAsync(A.Text());
        await app.RunOnceAsync();

        (await app.StateAsync(second)).Should().Be(DeliveryState.Sent);
    }

    [Fact]
    public async Task RunOnce_in_doubt_keeps_the_place()
    {
        await using var app = TestApp.Create(n => n.ConfigureRateLimit(o => o.Limit = 1));
        app.Sender.AnswerNext(Outcome.Unknown("timeout", null));
        await app.QueueAsync(A.Text());
        await app.RunOnceAsync();

        var second = await app.QueueAsync(A.Text());
        await app.RunOnceAsync();

        (await app.StateAsync(second)).Should().Be(DeliveryState.Queued, "the first may have reached the person");
    }

    [Fact]
    public async Task RunOnce_cancelled_after_the_claim_gives_the_place_back()
    {
        using var store = new TestStore();
        var queue = new HookedQueue(store.Queue);
        store.Queue = queue;
        await using var app = TestApp.Create(n => n.ConfigureRateLimit(o => o.Limit = 1), store);
        var first = await app.QueueAsync(A.Text());
        queue.BeforeMark = async _ => await app.Notifier.CancelAsync("default", first, "changed my mind");
        await app.RunOnceAsync();

        var second = await app.QueueAsync(A.Text());
        await app.RunOnceAsync();

        (await app.StateAsync(first)).Should().Be(DeliveryState.Cancelled);
        (await app.StateAsync(second)).Should().Be(DeliveryState.Sent);
        app.Sender.Requests.Should().ContainSingle();
    }

    [Fact]
    public async Task RunOnce_batch_that_fails_gives_its_places_back()
    {
        using var store = new TestStore();
        var queue = new HookedQueue(store.Queue) { BeforeMark = _ => throw HookedQueue.Broken() };
        store.Queue = queue;
        await using var app = TestApp.Create(n => n.ConfigureRateLimit(o => o.Limit = 3), store);
        await app.Notifier.QueueAsync([.. A.Texts(3)]);
        await app.Invoking(a => a.RunOnceAsync()).Should().ThrowAsync<Notify.Storage.StorageException>();

        queue.BeforeMark = _ => Task.CompletedTask;
        await app.RunOnceAsync();

        app.Sender.Requests.Should().HaveCount(3);
    }
}
