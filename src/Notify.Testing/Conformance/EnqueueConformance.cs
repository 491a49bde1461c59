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
            NotBefore = Work.Now.AddMinutes(1).ToOffset(TimeSpan.FromHours(2)),
            ExpiresAt = Work.Now.AddHours(1).ToOffset(TimeSpan.FromHours(-5)),
            TemplateVersion = 7,
            Locale = "fr-RW",
            CorrelationId = "order-42",
            CampaignId = "spring",
            TraceParent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
        });
        var given = notification.Deliveries[0];

        var result = Assert.Single(await Store.Queue.EnqueueAsync([notification], null, default));

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

        await Store.Queue.EnqueueAsync([one with { Deliveries = [one.Deliveries[0], two] }], null, default);

        var batch = await Work.ClaimAsync();
        Assert.Equal([one.Deliveries[0].Id, two.Id], batch.Deliveries.Select(d => d.Id).Order());
    }

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
    public async Task Enqueue_of_a_batch_that_cannot_be_stored_stores_none_of_it()
    {
        var known = await Work.NewAsync();
        await Store.Queue.EnqueueAsync([known], null, default);
        var good = await Work.NewAsync(key: "good");

        await Assert.ThrowsAnyAsync<Exception>(() => Store.Queue.EnqueueAsync([good, known], null, default));

        Assert.Empty(await Store.Log.GetAsync([good.Deliveries[0].Id], default));
        Assert.False(Assert.Single(await Store.Queue.EnqueueAsync([good], null, default)).IsDuplicate);
    }

    [Fact]
    public async Task Enqueue_with_a_token_already_cancelled_stores_nothing()
    {
        var cancelled = new CancellationToken(canceled: true);
        var notification = await Work.NewAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Store.Queue.EnqueueAsync([notification], null, cancelled));

        Assert.Empty(await Store.Log.GetAsync([notification.Deliveries[0].Id], default));
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
