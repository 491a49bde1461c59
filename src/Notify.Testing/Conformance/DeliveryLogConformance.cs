using Notify.Deliveries;
using Notify.Testing.Conformance.Support;
using Xunit;

namespace Notify.Testing.Conformance;

/// <summary>What <see cref="IDeliveryLog"/> promises of deliveries. The audit trail has a suite of its own.</summary>
/// <typeparam name="TFixture">The provider's fixture.</typeparam>
public abstract class DeliveryLogConformance<TFixture> : StorageConformance<TFixture>
    where TFixture : StorageFixture, new()
{
    [Fact]
    public async Task Get_leaves_out_what_is_not_there()
    {
        var id = await Work.QueueAsync();

        Assert.Equal([id], (await Store.Log.GetAsync([id, Guid.NewGuid(), id], default)).Keys);
        Assert.Empty(await Store.Log.GetAsync([], default));
    }

    [Fact]
    public async Task Get_reads_any_tenant() => Assert.Single(await Store.Log.GetAsync([await Work.QueueAsync(Work.Flow("globex"))], default));

    [Fact]
    public async Task Page_goes_through_all_newest_first()
    {
        var ids = new List<Guid>();
        for (var i = 0; i < 7; i++)
        {
            ids.Add(await Work.QueueAsync());
            await Work.AdvanceAsync(TimeSpan.FromMilliseconds(5));
        }

        var read = new List<Guid>();
        Guid? after = null;
        do
        {
            var page = await Store.Log.PageAsync(new DeliverySelection(Work.Tenant), 3, after, default);
            Assert.InRange(page.Deliveries.Count, 0, 3);
            Assert.True(read.Count < 8, "PageAsync never ends.");
            read.AddRange(page.Deliveries.Select(d => d.Id));
            after = page.Next;
        }
        while (after is not null);

        Assert.Equal(ids.AsEnumerable().Reverse(), read);
    }

    [Fact]
    public async Task Page_of_nothing_is_the_end()
    {
        var page = await Store.Log.PageAsync(new DeliverySelection(Work.Tenant), 10, null, default);

        Assert.Empty(page.Deliveries);
        Assert.Null(page.Next);
    }

    [Fact]
    public async Task Page_knows_every_filter()
    {
        var other = await Work.ContactAsync("+250788000009");
        var wanted = await Work.QueueAsync(
            Work.Flow(domain: "billing"), d => d with { ContactId = other.Id, CorrelationId = "order-42", CampaignId = "spring" });
        await Work.ClaimAsync();
        await Work.QueueManyAsync(3, change: d => d with { CorrelationId = "order-43", CampaignId = "autumn" });
        var all = new DeliverySelection(Work.Tenant);

        DeliverySelection[] selections =
        [
            all with { NotificationId = Ids.NotificationOf(wanted) },
            all with { DeliveryId = wanted },
            all with { ContactId = other.Id },
            all with { CorrelationId = "order-42" },
            all with { CampaignId = "spring" },
            all with { Domain = "billing" },
            all with { State = DeliveryState.Claimed },
            all with { Domain = "billing", State = DeliveryState.Claimed, ContactId = other.Id, CampaignId = "spring", CorrelationId = "order-42" },
        ];

        foreach (var selection in selections)
        {
            Assert.Equal(wanted, Assert.Single((await Store.Log.PageAsync(selection, 10, null, default)).Deliveries).Id);
        }

        Assert.Empty((await Store.Log.PageAsync(all with { Domain = "billing", State = DeliveryState.Queued }, 10, null, default)).Deliveries);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Page_goes_by_the_time_they_were_stored(bool byContact)
    {
        var (ids, times) = (new List<Guid>(), new List<DateTimeOffset>());
        for (var i = 0; i < 3; i++)
        {
            await Work.AdvanceAsync(TimeSpan.FromMinutes(1));
            times.Add(Work.Now);
            ids.Add(await Work.QueueAsync());
        }

        var all = new DeliverySelection(Work.Tenant) { ContactId = byContact ? (await Work.ContactAsync()).Id : null };
        Assert.Equal([ids[2], ids[1]], await IdsAsync(all with { QueuedFrom = times[1] }));
        Assert.Equal([ids[1], ids[0]], await IdsAsync(all with { QueuedBefore = times[2] }));
        Assert.Equal([ids[1]], await IdsAsync(all with { QueuedFrom = times[1], QueuedBefore = times[2] }));
        Assert.Equal([ids[1]], await IdsAsync(all with { QueuedFrom = times[1], QueuedBefore = times[2], State = DeliveryState.Queued }));
        Assert.Empty(await IdsAsync(all with { QueuedFrom = times[1], QueuedBefore = times[1] }));

        async Task<IEnumerable<Guid>> IdsAsync(DeliverySelection selection) => (await Store.Log.PageAsync(selection, 10, null, default)).Deliveries.Select(d => d.Id);
    }

    [Fact]
    public async Task Page_by_notification_gives_all_its_deliveries()
    {
        var notification = await Work.NewAsync();
        var first = notification.Deliveries[0];
        var last = first with { Id = Ids.Delivery(notification.Id, Ids.MaxDeliveries) };
        await Store.Queue.EnqueueAsync([notification with { Deliveries = [first, last] }], null, default);
        await Work.QueueAsync();

        var page = await Store.Log.PageAsync(new DeliverySelection(Work.Tenant) { NotificationId = notification.Id }, 10, null, default);

        Assert.Equal([last.Id, first.Id], page.Deliveries.Select(d => d.Id));
    }

    [Fact]
    public async Task Count_is_by_flow_and_state_with_the_oldest_due_time()
    {
        await Work.QueueManyAsync(2, Work.Flow(template: "a"));
        await Work.ClaimAsync(1);
        var due = Work.Now;
        await Work.AdvanceAsync(TimeSpan.FromMinutes(1));
        await Work.QueueManyAsync(3, Work.Flow(template: "a"));
        await Work.QueueAsync(Work.Flow(template: "b"), d => d with { NotBefore = Work.Now.AddHours(1) });

        var counts = await Store.Log.CountAsync(Work.Tenant, null, default);

        Assert.Equal(
            [
                new DeliveryCount(Work.Flow(template: "a"), DeliveryState.Queued, 4, due),
                new DeliveryCount(Work.Flow(template: "a"), DeliveryState.Claimed, 1, null),
                new DeliveryCount(Work.Flow(template: "b"), DeliveryState.Queued, 1, Work.Now.AddHours(1)),
            ],
            counts.OrderBy(c => c.Flow.Template, StringComparer.Ordinal).ThenBy(c => c.State));
    }

    [Fact]
    public async Task Count_of_one_state_counts_that_only()
    {
        await Work.QueueManyAsync(3);
        await Work.ClaimAsync(1);

        var count = Assert.Single(await Store.Log.CountAsync(Work.Tenant, DeliveryState.Queued, default));

        Assert.Equal((DeliveryState.Queued, 2), (count.State, count.Count));
        Assert.Empty(await Store.Log.CountAsync(Work.Tenant, DeliveryState.Failed, default));
    }

    [Fact]
    public async Task Count_for_all_tenants_keeps_them_apart()
    {
        await Work.QueueManyAsync(2);
        await Work.QueueManyAsync(3, Work.Flow("globex"));

        var counts = await Store.Log.CountAsync(null, DeliveryState.Queued, default);

        Assert.Equal([("acme", 2L), ("globex", 3L)], counts.Select(c => (c.Flow.Tenant, c.Count)).Order());
    }

    [Fact]
    public async Task FindByKey_gives_the_first_notification_of_a_key()
    {
        var first = await Work.NewAsync(key: "order-42");
        await Store.Queue.EnqueueAsync([first, await Work.NewAsync(key: "order-42")], null, default);

        Assert.Equal(first.Id, await Store.Log.FindByKeyAsync(Work.Tenant, "order-42", default));
        Assert.Null(await Store.Log.FindByKeyAsync(Work.Tenant, "order-43", default));
    }

    [Fact]
    public async Task FindByKey_forgets_with_the_key()
    {
        await Store.Queue.EnqueueAsync([await Work.NewAsync(key: "order-42")], null, default);
        await Work.AdvanceAsync(TimeSpan.FromDays(31));
        await Work.RecoverAsync();

        Assert.Null(await Store.Log.FindByKeyAsync(Work.Tenant, "order-42", default));
    }
}
