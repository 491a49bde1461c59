using Notify.Queueing;
using Notify.Storage;

namespace Notify.Core.Tests.Queueing;

public sealed class SharedEnqueueTests : IAsyncLifetime, IDisposable
{
    private readonly List<int> _commits = [];
    private readonly TaskCompletionSource _firstMayGo = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TestStore _store = null!;
    private HookedQueue _queue = null!;
    private TestApp _app = null!;

    public Task InitializeAsync()
    {
        var calls = 0;
        _store = new TestStore();
        _queue = new HookedQueue(_store.Queue)
        {
            BeforeEnqueue = () => ++calls == 1 ? _firstMayGo.Task : Task.CompletedTask,
            OnEnqueue = n => _commits.Add(n.Count),
        };
        _store.Queue = _queue;
        _app = TestApp.Create(store: _store);
        return Task.CompletedTask;
    }

    public async Task DisposeAsync() => await _app.DisposeAsync();

    public void Dispose() => _store.Dispose();

    [Fact]
    public async Task QueueAsync_calls_that_come_during_a_commit_share_the_next_one()
    {
        var calls = Enumerable.Range(0, 6).Select(i => _app.Notifier.QueueAsync(Keyed($"order-{i}"))).ToList();

        _firstMayGo.SetResult();
        var results = await Task.WhenAll(calls);

        _commits.Should().Equal(1, 5);
        results.Should().OnlyContain(r => r.Status == QueueStatus.Queued);
        results.Select(r => r.NotificationId).Should().OnlyHaveUniqueItems();
        (await _store.DeliveriesAsync()).Should().HaveCount(6);
    }

    [Fact]
    public async Task QueueAsync_same_key_in_one_commit_is_stored_once()
    {
        var calls = Enumerable.Range(0, 4).Select(i => _app.Notifier.QueueAsync(Keyed(i == 0 ? "other" : "order-1"))).ToList();

        _firstMayGo.SetResult();
        var results = await Task.WhenAll(calls);

        results.Skip(1).Select(r => r.Status).Should().BeEquivalentTo([QueueStatus.Queued, QueueStatus.Duplicate, QueueStatus.Duplicate]);
        results.Skip(1).Select(r => r.NotificationId).Distinct().Should().ContainSingle();
    }

    [Fact]
    public async Task QueueAsync_a_store_that_is_away_fails_all_who_share_the_commit_and_no_one_after()
    {
        var calls = Enumerable.Range(0, 3).Select(i => _app.Notifier.QueueAsync(Keyed($"order-{i}"))).ToList();
        _queue.OnEnqueue = n => _ = n.Count > 1 ? throw HookedQueue.Broken() : 0;

        _firstMayGo.SetResult();

        (await calls[0]).Status.Should().Be(QueueStatus.Queued);
        foreach (var call in calls.Skip(1))
        {
            (await call.Awaiting(c => c).Should().ThrowAsync<StorageException>()).Which.Failure.Should().Be(StorageFailure.NotStored);
        }

        (await _app.Notifier.QueueAsync(Keyed("order-9"))).Status.Should().Be(QueueStatus.Queued);
    }

    [Fact]
    public async Task QueueAsync_one_the_store_cannot_take_fails_alone()
    {
        var calls = Enumerable.Range(0, 4).Select(i => _app.Notifier.QueueAsync(Keyed($"order-{i}"))).ToList();
        _queue.OnEnqueue = n => _ = n.Any(x => x.IdempotencyKey == "order-2") ? throw new InvalidOperationException("Not this one.") : 0;

        _firstMayGo.SetResult();

        await calls[2].Awaiting(c => c).Should().ThrowAsync<InvalidOperationException>();
        foreach (var call in new[] { calls[0], calls[1], calls[3] })
        {
            (await call).Status.Should().Be(QueueStatus.Queued);
        }
    }

    [Fact]
    public async Task QueueAsync_one_the_database_refuses_fails_alone()
    {
        var calls = Enumerable.Range(0, 5).Select(i => _app.Notifier.QueueAsync(Keyed($"order-{i}"))).ToList();
        _queue.OnEnqueue = n => _ = n.Any(x => x.IdempotencyKey == "order-2") ? throw Refused() : 0;

        _firstMayGo.SetResult();

        await calls[2].Awaiting(c => c).Should().ThrowAsync<StorageException>();
        foreach (var call in new[] { calls[0], calls[1], calls[3], calls[4] })
        {
            (await call).Status.Should().Be(QueueStatus.Queued);
        }
    }

    [Fact]
    public async Task QueueAsync_a_database_that_refuses_all_is_asked_twice_more_and_not_for_each()
    {
        var calls = Enumerable.Range(0, 7).Select(i => _app.Notifier.QueueAsync(Keyed($"order-{i}"))).ToList();
        _queue.OnEnqueue = n =>
        {
            _commits.Add(n.Count);
            if (n[0].IdempotencyKey != "order-0")
            {
                throw Refused();
            }
        };

        _firstMayGo.SetResult();

        (await calls[0]).Status.Should().Be(QueueStatus.Queued);
        foreach (var call in calls.Skip(1))
        {
            await call.Awaiting(c => c).Should().ThrowAsync<StorageException>();
        }

        _commits.Should().Equal(1, 6, 1, 1);
    }

    [Fact]
    public async Task QueueAsync_while_the_store_hangs_waits_for_its_commit_no_longer_than_30_s()
    {
        var first = _app.Notifier.QueueAsync(Keyed("order-0"));
        var early = _app.Notifier.QueueAsync(Keyed("order-1"));
        _store.Clock.Advance(TimeSpan.FromSeconds(1));
        var late = _app.Notifier.QueueAsync(Keyed("order-2"));

        _store.Clock.Advance(TimeSpan.FromSeconds(30));

        (await early.Awaiting(c => c).Should().ThrowAsync<StorageException>()).Which.Failure.Should().Be(StorageFailure.NotStored);
        first.IsCompleted.Should().BeFalse("its commit has begun");
        _firstMayGo.SetResult();
        (await first).Status.Should().Be(QueueStatus.Queued);
        (await late).Status.Should().Be(QueueStatus.Queued);
        (await _store.Log.FindByKeyAsync(Notification.DefaultTenant, "order-1", default)).Should().BeNull();
    }

    [Fact]
    public async Task QueueAsync_while_the_store_hangs_is_refused_once_ten_thousand_wait()
    {
        var calls = Enumerable.Range(0, SharedEnqueue.MostWaiting + 1).Select(i => _app.Notifier.QueueAsync(Keyed($"order-{i}"))).ToList();

        var refused = await _app.Awaiting(a => a.Notifier.QueueAsync(Keyed("one-more"))).Should().ThrowAsync<StorageException>();
        _firstMayGo.SetResult();
        await Task.WhenAll(calls);

        refused.Which.Failure.Should().Be(StorageFailure.NotStored);
        _commits.Skip(1).Should().OnlyContain(n => n == 500).And.HaveCount(20);
    }

    [Fact]
    public async Task QueueAsync_cancelled_before_its_commit_stores_nothing_and_leaves_the_others()
    {
        using var stop = new CancellationTokenSource();
        var first = _app.Notifier.QueueAsync(Keyed("order-0"));
        var cancelled = _app.Notifier.QueueAsync(Keyed("order-1"), stop.Token);
        var last = _app.Notifier.QueueAsync(Keyed("order-2"));

        await stop.CancelAsync();
        await cancelled.Awaiting(c => c).Should().ThrowAsync<OperationCanceledException>();
        _firstMayGo.SetResult();
        await Task.WhenAll(first, last);

        (await _store.Log.FindByKeyAsync(Notification.DefaultTenant, "order-1", default)).Should().BeNull();
        (await _store.DeliveriesAsync()).Should().HaveCount(2);
    }

    [Fact]
    public async Task QueueAsync_one_that_is_blocked_waits_apart_and_keeps_nobody()
    {
        var isBlocked = true;
        var calls = Enumerable.Range(0, 4).Select(i => _app.Notifier.QueueAsync(Keyed($"order-{i}"))).ToList();
        _queue.OnEnqueue = n => _ = isBlocked && n.Any(x => x.IdempotencyKey == "order-2") ? throw Blocked() : 0;

        _firstMayGo.SetResult();
        foreach (var call in new[] { calls[0], calls[1], calls[3], _app.Notifier.QueueAsync(Keyed("order-9")) })
        {
            (await call).Status.Should().Be(QueueStatus.Queued);
        }

        calls[2].IsCompleted.Should().BeFalse();
        await UntilItPausesAsync();
        isBlocked = false;
        _store.Clock.Advance(TimeSpan.FromSeconds(1));
        (await calls[2]).Status.Should().Be(QueueStatus.Queued);
    }

    [Fact]
    public async Task QueueAsync_one_that_stays_blocked_fails_after_30_s_and_says_why()
    {
        _firstMayGo.SetResult();
        _queue.OnEnqueue = _ => throw Blocked();
        var call = _app.Notifier.QueueAsync(Keyed("order-0"));
        await UntilItPausesAsync();

        _store.Clock.Advance(TimeSpan.FromSeconds(30));

        var thrown = (await call.Awaiting(c => c).Should().ThrowAsync<StorageException>()).Which;
        thrown.Failure.Should().Be(StorageFailure.NotStored);
        thrown.InnerException!.Message.Should().Contain("same idempotency key").And.Contain("Commit soon");
    }

    [Fact]
    public async Task QueueAsync_a_batch_that_is_blocked_is_tried_again_as_it_is()
    {
        _firstMayGo.SetResult();
        var isBlocked = true;
        _queue.OnEnqueue = n =>
        {
            _commits.Add(n.Count);
            _ = isBlocked ? throw Blocked() : 0;
        };
        var call = _app.Notifier.QueueAsync([Keyed("order-0"), Keyed("order-1")]);
        await UntilItPausesAsync();

        isBlocked = false;
        _store.Clock.Advance(TimeSpan.FromSeconds(1));

        (await call).Should().OnlyContain(r => r.Status == QueueStatus.Queued);
        _commits.Should().Equal(2, 2);
    }

    [Fact]
    public async Task QueueAsync_what_is_lost_before_anything_is_stored_is_told_as_not_stored()
    {
        using var store = new TestStore();
        store.Contacts = new LostContacts(store.Contacts);
        await using var app = TestApp.Create(store: store);

        (await app.Awaiting(a => a.Notifier.QueueAsync(Keyed("order-1"))).Should().ThrowAsync<StorageException>()).Which.Failure.Should().Be(StorageFailure.NotStored);
    }

    // Before the next try.
    private async Task UntilItPausesAsync()
    {
        while (_store.Clock.PendingTimers == 0)
        {
            await Task.Yield();
        }
    }

    private static StorageException Blocked() => new(StorageFailure.NotStored, "enqueue", null) { IsBlocked = true };

    private static StorageException Refused() => new(StorageFailure.NotStored, "enqueue", new RefusedError());

    private static Notification Keyed(string key)
    {
        var notification = A.Text();
        notification.IdempotencyKey = key;
        return notification;
    }

    private sealed class RefusedError : System.Data.Common.DbException;
}
