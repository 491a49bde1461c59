namespace Notify.Core.Tests.Pipeline;

public sealed class SliceTests
{
    [Fact]
    public async Task RunOnce_never_marks_or_sends_more_at_once_than_the_concurrency()
    {
        using var store = new TestStore();
        var slices = new List<int>();
        var queue = new HookedQueue(store.Queue);
        store.Queue = queue;
        await using var app = TestApp.Create(n => n.AddWorker(w => (w.BatchSize, w.SendConcurrency) = (10, 3)), store);
        queue.BeforeMark = items =>
        {
            slices.Add(items.Count);
            return Task.CompletedTask;
        };
        await app.Notifier.QueueAsync([.. A.Texts(10)]);
        using var hold = app.Sender.Hold();

        var running = app.RunOnceAsync();
        await app.Sender.WaitForRequestsAsync(3);
        (await store.DeliveriesAsync()).Count(d => d.State == DeliveryState.Sending).Should().Be(3);
        app.Sender.Requests.Should().HaveCount(3);
        hold.Release();
        await running;

        slices.Should().Equal(3, 3, 3, 1);
    }

    [Fact]
    public async Task RunOnce_lease_would_not_outlive_the_next_send_hands_the_rest_back()
    {
        using var store = new TestStore();
        var queue = new HookedQueue(store.Queue);
        store.Queue = queue;
        await using var app = TestApp.Create(
            n => n.AddWorker(w => (w.BatchSize, w.SendConcurrency, w.Lease) = (6, 2, TimeSpan.FromSeconds(60))),
            store,
            sender: new ScriptedSender { LongestSend = TimeSpan.FromSeconds(30) });
        var slices = 0;
        queue.BeforeSettle = _ =>
        {
            // Two slices of 17.5 s each leave less than 30 s of the lease.
            store.Clock.Advance(TimeSpan.FromSeconds(++slices <= 2 ? 17.5 : 0));
            return Task.CompletedTask;
        };
        await app.Notifier.QueueAsync([.. A.Texts(6)]);

        await app.RunOnceAsync();

        queue.Settles.SelectMany(s => s).Count(s => s.Reason == Reasons.HandedBack).Should().Be(2);
        app.Sender.Requests.Select(r => r.Message.Text).Should().OnlyHaveUniqueItems().And.HaveCount(6, "the rest was claimed afresh");
        (await store.DeliveriesAsync()).Should().OnlyContain(d => d.State == DeliveryState.Sent && d.Attempts == 1);
    }

    [Fact]
    public async Task RunOnce_mark_takes_too_much_of_the_lease_sends_nothing_and_hands_back()
    {
        using var store = new TestStore();
        var queue = new HookedQueue(store.Queue);
        store.Queue = queue;
        await using var app = TestApp.Create(
            n => n.AddWorker(w => (w.BatchSize, w.SendConcurrency, w.Lease) = (4, 2, TimeSpan.FromSeconds(60))),
            store,
            sender: new ScriptedSender { LongestSend = TimeSpan.FromSeconds(30) });
        var sentAfterSlowMark = -1;
        queue.AfterMark = () =>
        {
            if (sentAfterSlowMark < 0)
            {
                store.Clock.Advance(TimeSpan.FromSeconds(35));
            }

            return Task.CompletedTask;
        };
        queue.BeforeSettle = _ =>
        {
            sentAfterSlowMark = sentAfterSlowMark < 0 ? app.Sender.Requests.Count : sentAfterSlowMark;
            return Task.CompletedTask;
        };
        await app.Notifier.QueueAsync([.. A.Texts(4)]);

        await app.RunOnceAsync();

        sentAfterSlowMark.Should().Be(0);
        app.Sender.Requests.Select(r => r.Message.Text).Should().OnlyHaveUniqueItems().And.HaveCount(4);
        (await store.DeliveriesAsync()).Should().OnlyContain(d => d.State == DeliveryState.Sent);
    }

    [Fact]
    public async Task RunOnce_lease_is_over_before_the_first_send_says_so_and_hands_all_back()
    {
        using var store = new TestStore();
        var queue = new HookedQueue(store.Queue);
        store.Queue = queue;
        await using var app = TestApp.Create(
            n => n.AddWorker(w => w.Lease = TimeSpan.FromSeconds(31)), store, sender: new ScriptedSender { LongestSend = TimeSpan.FromSeconds(30) });
        queue.AfterClaim = () =>
        {
            store.Clock.Advance(TimeSpan.FromSeconds(1));
            return Task.CompletedTask;
        };
        await app.Notifier.QueueAsync([.. A.Texts(2)]);

        await app.Invoking(a => a.RunOnceAsync()).Should().ThrowAsync<TimeoutException>().WithMessage("*Notify:Worker:Lease*");

        app.Sender.Requests.Should().BeEmpty();
        (await store.DeliveriesAsync()).Should().OnlyContain(d => d.State == DeliveryState.Queued && d.Attempts == 0);
        queue.AfterClaim = () => Task.CompletedTask;
        (await app.RunOnceAsync()).Should().Be(2, "the limit's places were given back too");
    }

    [Fact]
    public async Task RunOnce_quiet_hours_begin_during_a_slow_batch_the_rest_waits_for_the_morning()
    {
        using var store = new TestStore();
        var queue = new HookedQueue(store.Queue);
        store.Queue = queue;
        await using var app = TestApp.Create(n => n.AddWorker(w => (w.BatchSize, w.SendConcurrency) = (4, 2)), store);
        store.Clock.SetUtcNow(new DateTimeOffset(store.Now.Date.AddDays(1).AddHours(21).AddMinutes(59), TimeSpan.Zero));
        await app.Contacts.SaveAsync("default", A.Number, new ContactPreferences { QuietHours = new QuietHours() });
        await app.Notifier.QueueAsync([.. A.Texts(4)]);
        queue.AfterMark = () =>
        {
            store.Clock.Advance(TimeSpan.FromMinutes(2));
            return Task.CompletedTask;
        };

        await app.RunOnceAsync();

        app.Sender.Requests.Should().HaveCount(2);
        (await store.DeliveriesAsync()).Count(d => d.State == DeliveryState.Queued && d.Reason == Reasons.QuietHours).Should().Be(2);
    }
}
