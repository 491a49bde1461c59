using Notify.Deliveries;
using Notify.Testing.Conformance.Support;
using Xunit;

namespace Notify.Testing.Conformance;

/// <summary>What <see cref="IDeliveryQueue.EnqueueAsync"/> promises of idempotency keys: the first one wins, in its tenant, for 30 days.</summary>
/// <typeparam name="TFixture">The provider's fixture.</typeparam>
public abstract class IdempotencyConformance<TFixture> : StorageConformance<TFixture>
    where TFixture : StorageFixture, new()
{
    [Fact]
    public async Task Enqueue_of_a_known_key_gives_the_first_id_and_stores_nothing()
    {
        var first = await Work.NewAsync(key: "order-42");
        var second = await Work.NewAsync(key: "order-42");
        await Store.Queue.EnqueueAsync([first], null, default);

        var result = Assert.Single(await Store.Queue.EnqueueAsync([second], null, default));

        Assert.Equal(new EnqueueResult(first.Id, true, false), result);
        Assert.Empty(await Store.Log.GetAsync([second.Deliveries[0].Id], default));
        Assert.Empty(await Work.TrailAsync(second.Deliveries[0].Id));
    }

    [Fact]
    public async Task Enqueue_of_the_same_notification_again_is_a_repeat_whatever_became_of_it()
    {
        var notification = await Work.NewAsync(key: "order-42");
        var id = notification.Deliveries[0].Id;
        await Store.Queue.EnqueueAsync([notification], null, default);
        var (_, lease, send) = await Work.SendAsync(id);
        await Work.SettleAsync(lease, Settlement.Sent(id, send, null));
        var other = await Work.NewAsync(key: "order-43");

        var results = await Store.Queue.EnqueueAsync([other, notification], null, default);

        Assert.Equal([new(other.Id, false, false), new(notification.Id, true, false)], results);
        Assert.Equal(other.Deliveries[0].Id, Assert.Single((await Work.ClaimAsync()).Deliveries).Id);
    }

    [Fact]
    public async Task Enqueue_of_a_known_key_with_other_content_says_so()
    {
        var first = await Work.NewAsync(key: "order-42", hash: long.MaxValue);
        var second = await Work.NewAsync(key: "order-42", hash: long.MinValue);
        await Store.Queue.EnqueueAsync([first], null, default);

        var result = Assert.Single(await Store.Queue.EnqueueAsync([second], null, default));

        Assert.Equal(new EnqueueResult(first.Id, true, true), result);
    }

    [Fact]
    public async Task Enqueue_of_a_key_twice_in_one_batch_stores_the_first_and_answers_in_order()
    {
        var first = await Work.NewAsync(key: "a");
        var other = await Work.NewAsync(key: "b");
        var repeat = await Work.NewAsync(key: "a");
        var mixup = await Work.NewAsync(key: "b", hash: 2);

        var results = await Store.Queue.EnqueueAsync([first, other, repeat, mixup], null, default);

        Assert.Equal(
            [new(first.Id, false, false), new(other.Id, false, false), new(first.Id, true, false), new(other.Id, true, true)], results);
        Assert.Equal(2, (await Work.ClaimAsync()).Deliveries.Count);
    }

    [Fact]
    public async Task Enqueue_without_keys_never_finds_a_repeat()
    {
        var results = await Store.Queue.EnqueueAsync([await Work.NewAsync(), await Work.NewAsync()], null, default);

        Assert.All(results, r => Assert.False(r.IsDuplicate));
    }

    [Fact]
    public async Task Enqueue_keeps_keys_of_tenants_apart()
    {
        var results = await Store.Queue.EnqueueAsync(
            [await Work.NewAsync(key: "order-42"), await Work.NewAsync(Work.Flow("globex"), key: "order-42")], null, default);

        Assert.All(results, r => Assert.False(r.IsDuplicate));
    }

    [Fact]
    public async Task Enqueue_knows_keys_as_they_are_written()
    {
        var results = await Store.Queue.EnqueueAsync(
            [await Work.NewAsync(key: "Order-é"), await Work.NewAsync(key: "order-é"), await Work.NewAsync(key: "order-e"), await Work.NewAsync(key: "order-e ")],
            null,
            default);

        Assert.All(results, r => Assert.False(r.IsDuplicate));
    }

    [Fact]
    public async Task Enqueue_forgets_a_key_after_thirty_days_not_before()
    {
        var first = await Work.NewAsync(key: "order-42");
        await Store.Queue.EnqueueAsync([first], null, default);

        await Work.AdvanceAsync(TimeSpan.FromDays(29));
        await Work.RecoverAsync();
        var early = Assert.Single(await Store.Queue.EnqueueAsync([await Work.NewAsync(key: "order-42")], null, default));
        await Work.AdvanceAsync(TimeSpan.FromDays(2));
        await Work.RecoverAsync();
        var late = Assert.Single(await Store.Queue.EnqueueAsync([await Work.NewAsync(key: "order-42")], null, default));

        Assert.True(early.IsDuplicate);
        Assert.False(late.IsDuplicate);
    }

    [Fact]
    public async Task Enqueue_raced_by_two_instances_stores_each_key_once()
    {
        var second = await Work.SecondAsync();
        var batches = new List<IReadOnlyList<NewNotification>>();
        for (var i = 0; i < 8; i++)
        {
            var batch = new List<NewNotification>();
            for (var key = 0; key < 20; key++)
            {
                // Half of the writers name the keys in the opposite order, which is what deadlocks are made of.
                batch.Add(await Work.NewAsync(key: $"order-{(i % 2 == 0 ? key : 19 - key)}"));
            }

            batches.Add(batch);
        }

        var results = await Race.RunAsync(batches.Count, i => (i % 2 == 0 ? Store : second).Queue.EnqueueAsync(batches[i], null, default));

        var answers = results.SelectMany((answer, i) => answer.Zip(batches[i], (a, n) => (n.IdempotencyKey, a.NotificationId, a.IsDuplicate))).ToList();
        Assert.Equal(20, answers.Count(a => !a.IsDuplicate));
        Assert.All(answers.GroupBy(a => a.IdempotencyKey), g => Assert.Single(g.Select(a => a.NotificationId).Distinct()));
        Assert.Equal(20, (await Work.ClaimAsync()).Deliveries.Count);
    }
}
