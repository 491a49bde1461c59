using Notify.Deliveries;
using Notify.Testing.Conformance.Support;
using Xunit;

namespace Notify.Testing.Conformance;

/// <summary>What <see cref="IDeliveryQueue.EnqueueAsync"/> promises: durable, all or none, once per key.</summary>
/// <typeparam name="TFixture">The provider's fixture.</typeparam>
public abstract class EnqueueConformance<TFixture> : StorageConformance<TFixture>
    where TFixture : StorageFixture, new()
{
    [Fact]
    public async Task Enqueue_stores_all_of_a_delivery()
    {
        var notification = await Work.NewAsync(change: d => d with
        {
            NotBefore = Work.Now.AddMinutes(1),
            ExpiresAt = Work.Now.AddHours(1),
            TemplateVersion = 7,
            Locale = "fr-RW",
            CorrelationId = "order-42",
            CampaignId = "spring",
            TraceParent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
        });
        var given = notification.Deliveries[0];

        var result = Assert.Single(await Store.Queue.EnqueueAsync([notification], default));

        Assert.Equal(new EnqueueResult(notification.Id, false, false), result);
        var record = await Work.RecordAsync(given.Id);
        Assert.Equal(
            new DeliveryRecord
            {
                Id = given.Id,
                ContactId = given.ContactId,
                Flow = given.Flow,
                State = DeliveryState.Queued,
                QueuedAt = Work.Now,
                DueAt = given.NotBefore!.Value,
                UpdatedAt = Work.Now,
                ExpiresAt = given.ExpiresAt,
                TemplateVersion = 7,
                CorrelationId = "order-42",
                CampaignId = "spring",
                TraceParent = given.TraceParent,
            },
            record);
        Assert.Equal(notification.Id, record.NotificationId);
    }

    [Fact]
    public async Task Enqueue_stores_every_delivery_of_a_notification()
    {
        var one = await Work.NewAsync();
        var two = one.Deliveries[0] with { Id = Ids.Delivery(one.Id, 2), Flow = Work.Flow() with { Channel = Channel.Sms, Account = "texts" } };

        await Store.Queue.EnqueueAsync([one with { Deliveries = [one.Deliveries[0], two] }], default);

        var batch = await Work.ClaimAsync();
        Assert.Equal([one.Deliveries[0].Id, two.Id], batch.Deliveries.Select(d => d.Id).Order());
    }

    [Fact]
    public async Task Enqueue_of_nothing_stores_nothing() => Assert.Empty(await Store.Queue.EnqueueAsync([], default));

    [Fact]
    public async Task Enqueue_of_a_blocked_delivery_keeps_it_with_its_reason_and_never_hands_it_out()
    {
        var id = await Work.QueueAsync(change: d => d with { State = DeliveryState.Blocked, Reason = Reasons.OptOut });

        var record = await Work.RecordAsync(id);
        Assert.Equal((DeliveryState.Blocked, Reasons.OptOut), (record.State, record.Reason));
        Assert.Empty((await Work.ClaimAsync()).Deliveries);
        Assert.Contains(await Work.TrailAsync(id), e => e.Event == "blocked" && e.Reason == Reasons.OptOut);
    }

    [Fact]
    public async Task Enqueue_writes_audit()
    {
        var id = await Work.QueueAsync();

        var entry = Assert.Single(await Work.TrailAsync(id));
        Assert.Equal(("queued", Work.Now, id), (entry.Event, entry.At, entry.DeliveryId));
    }

    [Fact]
    public async Task Enqueue_of_a_known_key_gives_the_first_id_and_stores_nothing()
    {
        var first = await Work.NewAsync(key: "order-42");
        var second = await Work.NewAsync(key: "order-42");
        await Store.Queue.EnqueueAsync([first], default);

        var result = Assert.Single(await Store.Queue.EnqueueAsync([second], default));

        Assert.Equal(new EnqueueResult(first.Id, true, false), result);
        Assert.Empty(await Store.Log.GetAsync([second.Deliveries[0].Id], default));
        Assert.Empty(await Work.TrailAsync(second.Deliveries[0].Id));
    }

    [Fact]
    public async Task Enqueue_of_a_known_key_with_other_content_says_so()
    {
        var first = await Work.NewAsync(key: "order-42", hash: long.MaxValue);
        var second = await Work.NewAsync(key: "order-42", hash: long.MinValue);
        await Store.Queue.EnqueueAsync([first], default);

        var result = Assert.Single(await Store.Queue.EnqueueAsync([second], default));

        Assert.Equal(new EnqueueResult(first.Id, true, true), result);
    }

    [Fact]
    public async Task Enqueue_of_a_key_twice_in_one_batch_stores_the_first_and_answers_in_order()
    {
        var first = await Work.NewAsync(key: "a");
        var other = await Work.NewAsync(key: "b");
        var repeat = await Work.NewAsync(key: "a");
        var mixup = await Work.NewAsync(key: "b", hash: 2);

        var results = await Store.Queue.EnqueueAsync([first, other, repeat, mixup], default);

        Assert.Equal(
            [new(first.Id, false, false), new(other.Id, false, false), new(first.Id, true, false), new(other.Id, true, true)], results);
        Assert.Equal(2, (await Work.ClaimAsync()).Deliveries.Count);
    }

    [Fact]
    public async Task Enqueue_without_keys_never_finds_a_repeat()
    {
        var results = await Store.Queue.EnqueueAsync([await Work.NewAsync(), await Work.NewAsync()], default);

        Assert.All(results, r => Assert.False(r.IsDuplicate));
    }

    [Fact]
    public async Task Enqueue_keeps_keys_of_tenants_apart()
    {
        var results = await Store.Queue.EnqueueAsync(
            [await Work.NewAsync(key: "order-42"), await Work.NewAsync(Work.Flow("globex"), key: "order-42")], default);

        Assert.All(results, r => Assert.False(r.IsDuplicate));
    }

    [Fact]
    public async Task Enqueue_knows_keys_as_they_are_written()
    {
        var results = await Store.Queue.EnqueueAsync(
            [await Work.NewAsync(key: "Order-é"), await Work.NewAsync(key: "order-é"), await Work.NewAsync(key: "order-e"), await Work.NewAsync(key: "order-e ")],
            default);

        Assert.All(results, r => Assert.False(r.IsDuplicate));
    }

    [Fact]
    public async Task Enqueue_forgets_a_key_after_thirty_days_not_before()
    {
        var first = await Work.NewAsync(key: "order-42");
        await Store.Queue.EnqueueAsync([first], default);

        await Work.AdvanceAsync(TimeSpan.FromDays(29));
        await Work.RecoverAsync();
        var early = Assert.Single(await Store.Queue.EnqueueAsync([await Work.NewAsync(key: "order-42")], default));
        await Work.AdvanceAsync(TimeSpan.FromDays(2));
        await Work.RecoverAsync();
        var late = Assert.Single(await Store.Queue.EnqueueAsync([await Work.NewAsync(key: "order-42")], default));

        Assert.True(early.IsDuplicate);
        Assert.False(late.IsDuplicate);
    }

    [Fact]
    public async Task Enqueue_of_a_batch_that_cannot_be_stored_stores_none_of_it()
    {
        var known = await Work.NewAsync();
        await Store.Queue.EnqueueAsync([known], default);
        var good = await Work.NewAsync(key: "good");

        await Assert.ThrowsAnyAsync<Exception>(() => Store.Queue.EnqueueAsync([good, known], default));

        Assert.Empty(await Store.Log.GetAsync([good.Deliveries[0].Id], default));
        Assert.False(Assert.Single(await Store.Queue.EnqueueAsync([good], default)).IsDuplicate);
    }

    [Fact]
    public async Task Enqueue_with_a_token_already_cancelled_stores_nothing()
    {
        var cancelled = new CancellationToken(canceled: true);
        var notification = await Work.NewAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Store.Queue.EnqueueAsync([notification], cancelled));

        Assert.Empty(await Store.Log.GetAsync([notification.Deliveries[0].Id], default));
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

        var results = await Race.RunAsync(batches.Count, i => (i % 2 == 0 ? Store : second).Queue.EnqueueAsync(batches[i], default));

        var answers = results.SelectMany((answer, i) => answer.Zip(batches[i], (a, n) => (n.IdempotencyKey, a.NotificationId, a.IsDuplicate))).ToList();
        Assert.Equal(20, answers.Count(a => !a.IsDuplicate));
        Assert.All(answers.GroupBy(a => a.IdempotencyKey), g => Assert.Single(g.Select(a => a.NotificationId).Distinct()));
        Assert.Equal(20, (await Work.ClaimAsync()).Deliveries.Count);
    }

    [Fact]
    public async Task Enqueue_is_seen_by_another_instance_when_it_returns()
    {
        var second = await Work.SecondAsync();
        var id = await Work.QueueAsync();

        var batch = await second.Queue.ClaimAsync(new ClaimRequest("worker-2", 10, Work.Lease), default);

        Assert.Equal(id, Assert.Single(batch.Deliveries).Id);
    }
}
