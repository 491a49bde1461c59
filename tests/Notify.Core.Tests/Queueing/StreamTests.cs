using System.Runtime.CompilerServices;
using Notify.Queueing;
using Notify.Storage;

namespace Notify.Core.Tests.Queueing;

public sealed class StreamTests
{
    private int _read;

    [Fact]
    public async Task QueueAsync_stream_answers_in_order_with_progress_after_each_batch()
    {
        await using var app = Create(batch: 4);
        await app.Contacts.OptOutAsync("default", "+250788000003", "asked to");
        var progress = new Reports();
        var results = new List<QueueResult>();

        await foreach (var result in app.Notifier.QueueAsync(Stream(10), progress))
        {
            results.Add(result);
        }

        results.Select(r => r.Status).Should().Equal(
            QueueStatus.Queued, QueueStatus.Queued, QueueStatus.Blocked, QueueStatus.Queued, QueueStatus.Invalid,
            QueueStatus.Duplicate, QueueStatus.Queued, QueueStatus.Queued, QueueStatus.Queued, QueueStatus.Queued);
        progress.Seen.Should().Equal(
            new QueueProgress(4, 3, 0, 1, 0), new QueueProgress(8, 5, 1, 1, 1), new QueueProgress(10, 7, 1, 1, 1));
        var ids = results.Where(r => r.Status == QueueStatus.Queued).Select(r => r.NotificationId);
        (await app.Store.DeliveriesAsync()).Where(d => d.State == DeliveryState.Queued).Select(d => d.NotificationId).Should().BeEquivalentTo(ids);
    }

    [Fact]
    public async Task QueueAsync_stream_stopped_early_stores_no_further_batch()
    {
        await using var app = Create(batch: 4);

        await foreach (var result in app.Notifier.QueueAsync(Stream(1000)))
        {
            if (result.Status == QueueStatus.Invalid)
            {
                break;
            }
        }

        _read.Should().BeInRange(8, 12, "the fifth is in the second batch, and no more than the third is read while that is stored");
        (await app.Store.DeliveriesAsync()).Should().HaveCount(6);
    }

    [Fact]
    public async Task QueueAsync_stream_reads_one_batch_ahead_of_what_is_stored_at_most()
    {
        await using var app = Create(batch: 10);
        var answered = 0;

        await foreach (var _ in app.Notifier.QueueAsync(Stream(200)))
        {
            answered++;
            (_read - answered).Should().BeInRange(0, 19);
        }

        answered.Should().Be(200);
    }

    [Fact]
    public async Task QueueAsync_stream_that_waits_holds_back_no_answer_of_what_is_stored()
    {
        await using var app = Create(batch: 4);
        var more = new TaskCompletionSource();
        var answered = 0;

        await foreach (var _ in app.Notifier.QueueAsync(WaitAfter(4, more.Task)))
        {
            if (++answered == 4)
            {
                more.SetResult();
            }
        }

        answered.Should().Be(8);
    }

    [Fact]
    public async Task QueueAsync_stream_left_while_it_waits_is_cancelled()
    {
        await using var app = Create(batch: 4);

        await foreach (var _ in app.Notifier.QueueAsync(WaitAfter(4, new TaskCompletionSource().Task)))
        {
            break;
        }

        (await app.Store.DeliveriesAsync()).Should().HaveCount(4);
    }

    [Fact]
    public async Task QueueAsync_stream_planned_long_before_it_is_stored_is_planned_again()
    {
        await using var app = Create(batch: 4);
        var results = new List<QueueResult>();

        await foreach (var result in app.Notifier.QueueAsync(Stream(8)))
        {
            results.Add(result);
            if (results.Count == 4)
            {
                await app.Contacts.OptOutAsync("default", "+250788000008", "asked to");
                app.Store.Clock.Advance(TimeSpan.FromSeconds(2));
            }
        }

        results[7].Status.Should().Be(QueueStatus.Blocked);
    }

    [Fact]
    public async Task QueueAsync_stream_whose_store_fails_has_answered_for_what_is_stored()
    {
        var calls = 0;
        using var store = new TestStore();
        store.Queue = new HookedQueue(store.Queue) { BeforeEnqueue = () => ++calls == 2 ? throw HookedQueue.Broken() : Task.CompletedTask };
        await using var app = Create(batch: 4, store);
        var results = new List<QueueResult>();

        var run = async () =>
        {
            await foreach (var result in app.Notifier.QueueAsync(Stream(100)))
            {
                results.Add(result);
            }
        };

        await run.Should().ThrowAsync<StorageException>();
        (await app.Store.DeliveriesAsync()).Select(d => d.NotificationId).Should().BeEquivalentTo(results.Select(r => r.NotificationId));
        results.Should().HaveCount(4);
    }

    [Fact]
    public async Task QueueAsync_stream_cancelled_ends_between_batches()
    {
        await using var app = Create(batch: 4);
        using var cancel = new CancellationTokenSource();
        var answered = 0;

        var run = async () =>
        {
            await foreach (var _ in app.Notifier.QueueAsync(Stream(1000), cancellationToken: cancel.Token))
            {
                if (++answered == 4)
                {
                    await cancel.CancelAsync();
                }
            }
        };

        await run.Should().ThrowAsync<OperationCanceledException>();
        answered.Should().Be(4);
        (await app.Store.DeliveriesAsync()).Should().HaveCount(4, "nothing of a later batch is stored");
    }

    [Fact]
    public async Task QueueAsync_stream_stores_as_many_batches_side_by_side_as_it_may_and_answers_in_order()
    {
        using var store = new TestStore();
        var gates = Enumerable.Range(0, 5).Select(_ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).ToArray();
        var begun = Enumerable.Range(0, 5).Select(_ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).ToArray();
        var calls = -1;
        store.Queue = new HookedQueue(store.Queue)
        {
            BeforeEnqueue = () =>
            {
                var call = Interlocked.Increment(ref calls);
                begun[call].SetResult();
                return gates[call].Task;
            },
        };
        await using var app = Create(batch: 4, store, parallelism: 2);
        var results = new List<QueueResult>();
        var run = CollectAsync(app.Notifier.QueueAsync(Good(20)), results);

        await begun[1].Task;
        gates[1].SetResult();
        Volatile.Read(ref calls).Should().Be(1, "the first is not stored yet, and two are the most");
        results.Should().BeEmpty("the first batch is answered first");
        gates[0].SetResult();
        foreach (var gate in gates.Skip(2))
        {
            gate.SetResult();
        }

        await run;
        var queued = (await app.Store.DeliveriesAsync()).ToDictionary(d => d.NotificationId, d => d.CorrelationId);
        results.Select(r => queued[r.NotificationId]).Should().Equal(Enumerable.Range(1, 20).Select(i => $"order-{i}"));
    }

    [Fact]
    public async Task QueueAsync_stream_side_by_side_whose_store_fails_ends_when_what_was_under_way_has()
    {
        using var store = new TestStore();
        var second = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var secondBegan = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var calls = 0;
        store.Queue = new HookedQueue(store.Queue)
        {
            BeforeEnqueue = async () =>
            {
                if (Interlocked.Increment(ref calls) == 1)
                {
                    await secondBegan.Task;
                    throw HookedQueue.Broken();
                }

                secondBegan.SetResult();
                await second.Task;
            },
        };
        await using var app = Create(batch: 4, store, parallelism: 2);
        var results = new List<QueueResult>();
        var run = CollectAsync(app.Notifier.QueueAsync(Good(8)), results);

        await secondBegan.Task;
        run.IsCompleted.Should().BeFalse("the second batch is under way");
        second.SetResult();

        await run.Awaiting(r => r).Should().ThrowAsync<StorageException>();
        results.Should().BeEmpty();
        (await app.Store.DeliveriesAsync()).Should().HaveCount(4, "the second batch was under way");
    }

    [Fact]
    public async Task QueueAsync_stream_side_by_side_answers_what_is_stored_before_it_says_that_the_stream_broke()
    {
        await using var app = Create(batch: 4, parallelism: 3);
        var results = new List<QueueResult>();

        var run = () => CollectAsync(app.Notifier.QueueAsync(Good(10, breaks: true)), results);

        await run.Should().ThrowAsync<InvalidOperationException>();
        results.Should().HaveCount(8);
        (await app.Store.DeliveriesAsync()).Should().HaveCount(8);
    }

    [Fact]
    public async Task QueueAsync_long_stream_holds_on_to_no_more_than_a_few_batches()
    {
        const int batch = 100;

        // Everything is refused, so that only what the stream itself holds on to is counted.
        await using var app = Create(batch);
        var (given, answered) = (new List<WeakReference>(), new List<WeakReference>());
        var kept = int.MaxValue;

        await foreach (var result in app.Notifier.QueueAsync(BadOnes(100 * batch, given)))
        {
            answered.Add(new WeakReference(result));
            if (answered.Count == 90 * batch)
            {
                GC.Collect();
                kept = given.Concat(answered).Count(r => r.IsAlive);
            }
        }

        answered.Should().HaveCount(100 * batch);
        kept.Should().BeLessThan(10 * batch);
    }

    private static TestApp Create(int batch, TestStore? store = null, int parallelism = 1) => TestApp.Create(
        store: store, register: s => s.Configure<QueueingOptions>(o => (o.StreamBatchSize, o.StreamParallelism) = (batch, parallelism)));

    private static async Task CollectAsync(IAsyncEnumerable<QueueResult> answers, List<QueueResult> results)
    {
        await foreach (var result in answers)
        {
            results.Add(result);
        }
    }

    private static async IAsyncEnumerable<Notification> Good(int count, bool breaks = false)
    {
        await Task.CompletedTask;
        for (var i = 1; i <= count; i++)
        {
            var notification = A.Text($"+250788{i:000000}");
            notification.CorrelationId = $"order-{i}";
            yield return notification;
        }

        if (breaks)
        {
            throw new InvalidOperationException("The stream broke.");
        }
    }

    private static async IAsyncEnumerable<Notification> BadOnes(int count, List<WeakReference> given)
    {
        await Task.CompletedTask;
        for (var i = 0; i < count; i++)
        {
            var notification = A.Text("none");
            given.Add(new WeakReference(notification));
            yield return notification;
        }
    }

    private async IAsyncEnumerable<Notification> WaitAfter(int count, Task wait, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (var notification in Stream(8, cancellationToken))
        {
            yield return notification;
            if (_read == count)
            {
                await wait.WaitAsync(cancellationToken);
            }
        }
    }

    // The fifth is bad, the sixth repeats the second.
    private async IAsyncEnumerable<Notification> Stream(int count, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        for (var i = 1; i <= count; i++)
        {
            await Task.Yield();
            cancellationToken.ThrowIfCancellationRequested();
            _read++;
            var notification = A.Text(i == 5 ? "bad" : $"+250788{i:000000}");
            notification.IdempotencyKey = i == 6 ? "key-2" : $"key-{i}";
            yield return notification;
        }
    }

    private sealed class Reports : IProgress<QueueProgress>
    {
        public List<QueueProgress> Seen { get; } = [];

        public void Report(QueueProgress value) => Seen.Add(value);
    }
}
