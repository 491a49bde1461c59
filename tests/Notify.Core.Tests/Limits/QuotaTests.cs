using Notify.Gates;
using Notify.Limits;

namespace Notify.Core.Tests.Limits;

public sealed class QuotaTests
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    [Fact]
    public async Task RunOnce_over_the_quota_waits_for_the_next_window_at_no_attempt()
    {
        await using var app = TestApp.Create();
        await SetAsync(app, 3);
        await app.Notifier.QueueAsync([.. A.Texts(5)]);

        await app.RunOnceAsync();

        app.Sender.Requests.Should().HaveCount(3);
        var waiting = (await app.Store.DeliveriesAsync()).Where(d => d.State == DeliveryState.Queued).ToList();
        waiting.Should().HaveCount(2).And.OnlyContain(d => d.Reason == Reasons.Quota && d.Attempts == 0);
        app.Log.Of("NOTIFY_DEFERRED_POLICY").Should().HaveCount(2).And.OnlyContain(l => l.Text.Contains("quota"));

        app.Advance(Day - TimeSpan.FromTicks(1));
        (await app.RunOnceAsync()).Should().Be(0, "the claim does not reach them");
        app.Advance(TimeSpan.FromTicks(1));
        await app.RunOnceAsync();
        app.Sender.Requests.Select(r => r.Message.Text).Should().OnlyHaveUniqueItems().And.HaveCount(5);
    }

    [Fact]
    public async Task RunOnce_takes_a_number_for_each_tenant_and_batch_and_nothing_without_quotas()
    {
        using var store = new TestStore();
        var quotas = new WatchedQuotas(store.Quotas);
        store.Quotas = quotas;
        await using var app = TestApp.Create(store: store);
        await app.Notifier.QueueAsync([.. A.Texts(5)]);
        await app.RunOnceAsync();
        quotas.Takes.Should().BeEmpty("nobody has a quota");

        await SetAsync(app, 100);
        await SetAsync(app, 100, "acme");
        await app.Notifier.QueueAsync([.. A.Texts(4), .. Of("acme", 3), .. Of("globex", 2)]);
        await app.RunOnceAsync();

        quotas.Takes.Should().ContainSingle().Which.Should().BeEquivalentTo([new QuotaRequest("default", 4), new QuotaRequest("acme", 3)]);
        quotas.Returns.Should().BeEmpty();
    }

    [Fact]
    public async Task RunOnce_two_workers_never_exceed_the_quota_together()
    {
        using var store = new TestStore();
        await using var one = TestApp.Create(n => n.AddWorker(w => (w.Name, w.BatchSize) = ("one", 7)), store);
        await using var two = TestApp.Create(n => n.AddWorker(w => (w.Name, w.BatchSize) = ("two", 7)), store);
        await SetAsync(one, 10);
        await one.Notifier.QueueAsync([.. A.Texts(20)]);
        using var holdOne = one.Sender.Hold();
        using var holdTwo = two.Sender.Hold();

        var running = new[] { one.RunOnceAsync(), two.RunOnceAsync() };
        await Task.WhenAll(one.Sender.WaitForRequestsAsync(3), two.Sender.WaitForRequestsAsync(3)).WaitAsync(TimeSpan.FromSeconds(60));
        holdOne.Release();
        holdTwo.Release();
        await Task.WhenAll(running);

        one.Sender.Requests.Concat(two.Sender.Requests).Should().HaveCount(10);
    }

    [Theory]
    [InlineData(OutcomeClass.Rejected)]
    [InlineData(OutcomeClass.Retry)]
    [InlineData(OutcomeClass.Stopped)]
    public async Task RunOnce_provider_did_not_take_it_gives_it_back_once(OutcomeClass kind)
    {
        await using var app = TestApp.Create();
        await SetAsync(app, 2);
        app.Sender.AnswerNext(A.Refusal(kind));
        await app.Notifier.QueueAsync([.. A.Texts(2)]);

        await app.RunOnceAsync();

        (await UsedAsync(app)).Should().Be(1);
    }

    [Fact]
    public async Task RunOnce_in_doubt_stays_taken()
    {
        await using var app = TestApp.Create();
        await SetAsync(app, 2);
        app.Sender.AnswerNext(Outcome.Unknown("timeout", null));
        await app.QueueAsync(A.Text());

        await app.RunOnceAsync();

        (await UsedAsync(app)).Should().Be(1);
    }

    [Fact]
    public async Task RunOnce_refused_by_another_limit_gives_it_back()
    {
        await using var app = TestApp.Create(n => n.ConfigureRateLimit(o => o.Limit = 1));
        await SetAsync(app, 10);
        await app.Notifier.QueueAsync([.. A.Texts(4)]);

        await app.RunOnceAsync();

        app.Sender.Requests.Should().ContainSingle();
        (await UsedAsync(app)).Should().Be(1);
        (await app.Store.DeliveriesAsync()).Count(d => d.Reason == Reasons.RateLimit).Should().Be(3);
    }

    [Fact]
    public async Task RunOnce_over_the_quota_takes_no_place_of_another_limit()
    {
        await using var app = TestApp.Create(n => n.ConfigureRateLimit(o => o.Limit = 2));
        await SetAsync(app, 1);
        await app.Notifier.QueueAsync([.. A.Texts(2)]);
        await app.RunOnceAsync();
        await SetAsync(app, 10);

        await app.RunOnceAsync();

        app.Sender.Requests.Should().HaveCount(2, "the one that waited for the quota had taken nothing from its contact's limit");
    }

    [Fact]
    public async Task RunOnce_dropped_at_the_mark_gives_it_back()
    {
        using var store = new TestStore();
        var queue = new HookedQueue(store.Queue);
        store.Queue = queue;
        await using var app = TestApp.Create(store: store);
        await SetAsync(app, 5);
        queue.BeforeMark = async _ => await app.Operations.StopAsync(GateScope.Everything, new CommandInfo("claire", "fire"));
        await app.Notifier.QueueAsync([.. A.Texts(3)]);

        await app.RunOnceAsync();

        app.Sender.Requests.Should().BeEmpty();
        (await UsedAsync(app)).Should().Be(0);
    }

    [Fact]
    public async Task RunOnce_batch_that_fails_at_the_mark_gives_it_back_once()
    {
        using var store = new TestStore();
        var quotas = new WatchedQuotas(store.Quotas);
        store.Quotas = quotas;
        store.Queue = new HookedQueue(store.Queue) { BeforeMark = _ => throw HookedQueue.Broken() };
        await using var app = TestApp.Create(store: store);
        await SetAsync(app, 5);
        await app.Notifier.QueueAsync([.. A.Texts(3)]);

        await app.Invoking(a => a.RunOnceAsync()).Should().ThrowAsync<Notify.Storage.StorageException>();

        quotas.Returns.Should().ContainSingle().Which.Should().ContainSingle().Which.Count.Should().Be(3);
        (await UsedAsync(app)).Should().Be(0);
    }

    [Fact]
    public async Task RunOnce_limits_that_fail_give_the_quota_back()
    {
        using var store = new TestStore { Limiter = new BrokenLimiter() };
        await using var app = TestApp.Create(store: store);
        await SetAsync(app, 5);
        await app.Notifier.QueueAsync([.. A.Texts(3)]);

        await app.Invoking(a => a.RunOnceAsync()).Should().ThrowAsync<Notify.Storage.StorageException>();

        (await UsedAsync(app)).Should().Be(0);
        (await app.Store.DeliveriesAsync()).Should().OnlyContain(d => d.State == DeliveryState.Queued);
    }

    [Fact]
    public async Task SetQuotaAsync_more_lets_what_waits_go_on()
    {
        await using var app = TestApp.Create();
        await SetAsync(app, 1);
        await app.Notifier.QueueAsync([.. A.Texts(3)]);
        await app.RunOnceAsync();

        (await SetAsync(app, 2))!.Remaining.Should().Be(1);
        await app.RunOnceAsync();
        app.Sender.Requests.Should().HaveCount(2);
        (await SetAsync(app, null)).Should().BeNull();
        await app.RunOnceAsync();

        app.Sender.Requests.Select(r => r.Message.Text).Should().BeEquivalentTo("Message 1", "Message 2", "Message 3");
    }

    [Theory]
    [InlineData("", 5, 60)]
    [InlineData("acme", -1, 60)]
    [InlineData("acme", 5, 59)]
    [InlineData("acme", 5, (31 * 86_400) + 1)]
    [InlineData("acme", 5, 60.00005)]
    public async Task SetQuotaAsync_out_of_range_is_refused_with_the_range(string tenant, long limit, double seconds)
    {
        await using var app = TestApp.Create();

        await app.Invoking(a => a.Operations.SetQuotaAsync(new QuotaChange(tenant, limit, TimeSpan.FromSeconds(seconds), "claire", "contract")))
            .Should().ThrowAsync<ArgumentException>().WithMessage("*0 or more*1 minute to 31 days*");
        (await app.Operations.ReadQuotasAsync(null)).Should().BeEmpty();
    }

    [Fact]
    public async Task ReadQuotasAsync_tells_limit_used_remaining_reset_and_whether_throttled()
    {
        await using var app = TestApp.Create();
        await SetAsync(app, 2);
        await SetAsync(app, 7, "acme");
        await app.Notifier.QueueAsync([.. A.Texts(2)]);
        await app.RunOnceAsync();

        var quota = (await app.Operations.ReadQuotasAsync("default")).Should().ContainSingle().Which;

        (quota.Limit, quota.Used, quota.Remaining, quota.ResetsAt, quota.IsThrottled).Should().Be((2, 2, 0, app.Store.Now + Day, true));
        (await app.Operations.ReadQuotasAsync(null)).Select(q => q.Tenant).Should().BeEquivalentTo("acme", "default");
    }

    [Fact]
    public async Task SetQuotaAsync_remove_takes_the_quota_away()
    {
        await using var app = TestApp.Create();
        await SetAsync(app, 0);
        await app.QueueAsync(A.Text());
        await app.RunOnceAsync();
        app.Sender.Requests.Should().BeEmpty();

        (await app.Operations.SetQuotaAsync(QuotaChange.Remove(Notification.DefaultTenant, "claire", "contract ended"))).Should().BeNull();
        await app.RunOnceAsync();

        app.Sender.Requests.Should().ContainSingle();
        (await app.Operations.ReadQuotasAsync(null)).Should().BeEmpty();
    }

    [Fact]
    public async Task ExplainAsync_tells_of_the_quota()
    {
        await using var app = TestApp.Create();
        await SetAsync(app, 1);
        (await app.Notifier.ExplainAsync(A.Text())).Deliveries[0].Result.Kind.Should().Be(DecisionKind.Allow);
        await app.QueueAsync(A.Text());
        await app.RunOnceAsync();

        var step = (await app.Notifier.ExplainAsync(A.Text())).Deliveries[0].Steps.Single(s => s.Policy == "quota");

        (step.Decision.Kind, step.Decision.Reason, step.Decision.Until).Should().Be((DecisionKind.Defer, (string?)Reasons.Quota, (DateTimeOffset?)(app.Store.Now + Day)));
    }

    private static Task<Quota?> SetAsync(TestApp app, long? limit, string tenant = Notification.DefaultTenant) =>
        app.Operations.SetQuotaAsync(new QuotaChange(tenant, limit, Day, "claire", "contract"));

    private static async Task<long> UsedAsync(TestApp app) => (await app.Operations.ReadQuotasAsync(Notification.DefaultTenant)).Single().Used;

    private static IEnumerable<Notification> Of(string tenant, int count) => A.Texts(count).Select(n =>
    {
        n.Tenant = tenant;
        return n;
    });
}
