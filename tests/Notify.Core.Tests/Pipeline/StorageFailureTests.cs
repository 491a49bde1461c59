using Notify.Storage;

namespace Notify.Core.Tests.Pipeline;

public sealed class StorageFailureTests : IDisposable
{
    private readonly TestStore _store = new();
    private readonly HookedQueue _queue;

    public StorageFailureTests() => _store.Queue = _queue = new HookedQueue(_store.Queue);

    public void Dispose() => _store.Dispose();

    [Fact]
    public async Task RunOnce_claim_fails_says_so_and_the_next_run_sends()
    {
        await using var app = Create();
        var id = await app.QueueAsync(A.Text());
        _queue.BeforeClaim = HookedQueue.FailFirst(1);

        await app.Invoking(a => a.RunOnceAsync()).Should().ThrowAsync<StorageException>();
        await app.RunOnceAsync();

        (await app.StateAsync(id)).Should().Be(DeliveryState.Sent);
    }

    [Fact]
    public async Task RunOnce_mark_fails_hands_all_back_at_once_and_sends_nothing()
    {
        await using var app = Create();
        await app.Notifier.QueueAsync([.. A.Texts(5)]);
        _queue.BeforeMark = _ => throw HookedQueue.Broken();

        await app.Invoking(a => a.RunOnceAsync()).Should().ThrowAsync<StorageException>();

        app.Sender.Requests.Should().BeEmpty();
        (await _store.DeliveriesAsync()).Should().OnlyContain(d => d.State == DeliveryState.Queued && d.DueAt <= _store.Now && d.Attempts == 0);
    }

    [Fact]
    public async Task RunOnce_answer_to_the_mark_is_lost_sends_nothing_and_hands_all_back()
    {
        await using var app = Create();
        await app.Notifier.QueueAsync([.. A.Texts(5)]);
        _queue.AfterMark = HookedQueue.FailFirst(1);

        await app.Invoking(a => a.RunOnceAsync()).Should().ThrowAsync<StorageException>();
        app.Sender.Requests.Should().BeEmpty();
        await app.RunOnceAsync();

        app.Sender.Requests.Select(r => r.Message.Text).Should().OnlyHaveUniqueItems().And.HaveCount(5);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task RunOnce_settle_fails_is_repeated_until_it_holds(bool beforeCommit)
    {
        await using var app = Create();
        var id = await app.QueueAsync(A.Text());
        var tries = HookedQueue.FailFirst(3);
        if (beforeCommit)
        {
            _queue.BeforeSettle = _ => tries();
        }
        else
        {
            _queue.AfterSettle = tries;
        }

        await RunWithTimeAsync(app);

        (await app.StateAsync(id)).Should().Be(DeliveryState.Sent);
        app.Sender.Requests.Should().ContainSingle();
        _queue.Settles.Should().HaveCount(4);
    }

    [Fact]
    public async Task RunOnce_settle_never_works_hands_back_what_was_not_sent_and_nothing_that_was()
    {
        await using var app = Create(n => n.AddWorker(w => (w.BatchSize, w.SendConcurrency, w.Lease) = (6, 2, TimeSpan.FromMinutes(2))));
        await app.Notifier.QueueAsync([.. A.Texts(6)]);
        _queue.BeforeSettle = settlements => settlements.Any(s => s.State == DeliveryState.Sent) ? throw HookedQueue.Broken() : Task.CompletedTask;

        await app.Invoking(RunWithTimeAsync).Should().ThrowAsync<StorageException>();

        app.Sender.Requests.Should().HaveCount(2);
        var sent = app.Sender.Requests.Select(r => r.Reference.DeliveryId).ToHashSet();
        _queue.Settles.SelectMany(s => s).Where(s => s.State == DeliveryState.Queued).Select(s => s.DeliveryId).Should().HaveCount(4).And.NotIntersectWith(sent);

        _queue.BeforeSettle = _ => Task.CompletedTask;
        _store.Clock.Advance(TimeSpan.FromMinutes(5));
        await app.RunOnceAsync();

        app.Sender.Requests.Select(r => r.Message.Text).Should().OnlyHaveUniqueItems().And.HaveCount(6);
        (await _store.DeliveriesAsync()).Where(d => sent.Contains(d.Id)).Should().OnlyContain(d => d.State == DeliveryState.Unconfirmed);
    }

    [Fact]
    public async Task RunOnce_settling_the_policies_decisions_fails_sends_nothing_twice()
    {
        await using var app = Create(n => n.ConfigureRateLimit(o => o.Limit = 2));
        await app.Notifier.QueueAsync([.. A.Texts(5)]);
        _queue.BeforeSettle = _ => HookedQueue.FailFirst(0)();
        var tries = HookedQueue.FailFirst(2);
        _queue.BeforeSettle = _ => tries();

        await RunWithTimeAsync(app);

        app.Sender.Requests.Should().HaveCount(2);
        (await _store.DeliveriesAsync()).Count(d => d.State == DeliveryState.Queued && d.Reason == Reasons.RateLimit).Should().Be(3);
    }

    [Fact]
    public async Task RunOnce_contacts_cannot_be_read_hands_all_back()
    {
        await using var app = Create();
        await app.Notifier.QueueAsync([.. A.Texts(5)]);
        _queue.AfterClaim = () => throw new TimeoutException("the claim's answer was lost");

        await app.Invoking(a => a.RunOnceAsync()).Should().ThrowAsync<TimeoutException>();
        (await _store.DeliveriesAsync()).Should().OnlyContain(d => d.State == DeliveryState.Claimed, "nobody knows the lease");
        _queue.AfterClaim = () => Task.CompletedTask;
        _store.Clock.Advance(TimeSpan.FromMinutes(15));
        await app.RunOnceAsync();

        app.Sender.Requests.Should().HaveCount(5);
        (await _store.DeliveriesAsync()).Should().OnlyContain(d => d.State == DeliveryState.Sent && d.Attempts == 1);
    }

    [Fact]
    public async Task RunOnce_lease_ended_meanwhile_its_result_is_fenced_out_and_an_acceptance_kept()
    {
        await using var app = Create(n => n.AddWorker(w => w.Lease = TimeSpan.FromMinutes(2)));
        var id = await app.QueueAsync(A.Text());
        using var hold = app.Sender.Hold();
        var slow = app.RunOnceAsync();
        await app.Sender.WaitForRequestsAsync(1);
        _store.Clock.Advance(TimeSpan.FromMinutes(3));
        await using (var other = TestApp.Create(store: _store))
        {
            await other.RunOnceAsync();
            (await other.StateAsync(id)).Should().Be(DeliveryState.Unconfirmed);
            other.Sender.Requests.Should().BeEmpty();
        }

        hold.Release();
        await slow;

        (await app.StateAsync(id)).Should().Be(DeliveryState.Sent);
    }

    [Fact]
    public async Task QueueAsync_store_is_down_says_whether_it_may_be_stored()
    {
        await using var app = Create();
        _queue.BeforeEnqueue = () => throw new StorageException(StorageFailure.MayBeStored, "enqueue", null);

        var thrown = await app.Invoking(a => a.QueueAsync(A.Text())).Should().ThrowAsync<StorageException>();

        thrown.Which.Failure.Should().Be(StorageFailure.MayBeStored);
        thrown.Which.Message.Should().Contain("idempotency key");
    }

    private TestApp Create(Action<INotifyBuilder>? configure = null) => TestApp.Create(configure, _store);

    // Lets time pass whenever the worker waits for it.
    private async Task RunWithTimeAsync(TestApp app)
    {
        var running = app.RunOnceAsync();
        while (!running.IsCompleted)
        {
            if (_store.Clock.PendingTimers > 0)
            {
                _store.Clock.Advance(TimeSpan.FromMilliseconds(200));
            }

            await Task.Yield();
        }

        await running;
    }
}
