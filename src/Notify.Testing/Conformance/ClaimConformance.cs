using System.Text;
using Notify.Deliveries;
using Notify.Testing.Conformance.Support;
using Xunit;

namespace Notify.Testing.Conformance;

/// <summary>What <see cref="IDeliveryQueue.ClaimAsync"/> promises: what is due, in the right order, to one worker only.</summary>
/// <typeparam name="TFixture">The provider's fixture.</typeparam>
public abstract class ClaimConformance<TFixture> : StorageConformance<TFixture>
    where TFixture : StorageFixture, new()
{
    [Fact]
    public async Task Claim_of_nothing_gives_an_empty_batch_without_a_lease()
    {
        var batch = await Work.ClaimAsync();

        Assert.Empty(batch.Deliveries);
        Assert.Equal(0, batch.Lease);
        Assert.Equal(Work.Now, batch.Now);
    }

    [Fact]
    public async Task Claim_gives_back_all_the_pipeline_needs()
    {
        var payload = Encoding.UTF8.GetBytes("{\"to\":\"Aliné\",\"zero\":\"\0\"}");
        NewDelivery? stored = null;
        var id = await Work.QueueAsync(change: d => stored = d with
        {
            ExpiresAt = Work.Now.AddHours(1),
            TemplateVersion = 7,
            Locale = "fr",
            CorrelationId = "order-42",
            CampaignId = "spring",
            TraceParent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
            Payload = payload,
        });
        var queuedAt = Work.Now;
        await Work.AdvanceAsync(TimeSpan.FromSeconds(3));

        var batch = await Work.ClaimAsync();

        var claimed = Assert.Single(batch.Deliveries);
        Assert.Equal(Work.Now, batch.Now);
        Assert.Equal(payload, claimed.Payload.ToArray());
        Assert.Equal(
            new ClaimedDelivery
            {
                Id = id,
                ContactId = stored!.ContactId,
                Flow = stored.Flow,
                QueuedAt = queuedAt,
                ExpiresAt = stored.ExpiresAt,
                TemplateVersion = 7,
                Locale = "fr",
                CorrelationId = "order-42",
                CampaignId = "spring",
                TraceParent = stored.TraceParent,
                Payload = claimed.Payload,
            },
            claimed);
    }

    [Fact]
    public async Task Claim_moves_to_claimed_and_writes_audit()
    {
        var id = await Work.QueueAsync();

        await Work.ClaimAsync(worker: "worker-7");

        Assert.Equal(DeliveryState.Claimed, await Work.StateAsync(id));
        Assert.Contains(await Work.TrailAsync(id), e => e.Event == "claimed" && e.By == "worker-7");
    }

    [Fact]
    public async Task Claim_takes_no_more_than_asked_for()
    {
        await Work.QueueManyAsync(5);

        Assert.Equal(3, (await Work.ClaimAsync(3)).Deliveries.Count);
        Assert.Equal(2, (await Work.ClaimAsync(3)).Deliveries.Count);
    }

    [Fact]
    public async Task Claim_leaves_what_another_worker_holds()
    {
        await Work.QueueAsync();
        await Work.ClaimAsync();

        Assert.Empty((await Work.ClaimAsync()).Deliveries);
    }

    [Fact]
    public async Task Claim_gives_every_batch_a_lease_of_its_own()
    {
        await Work.QueueManyAsync(3);
        var second = await Work.SecondAsync();

        long[] leases =
        [
            (await Work.ClaimAsync(1)).Lease,
            (await second.Queue.ClaimAsync(new ClaimRequest("worker-2", 1, Work.Lease), default)).Lease,
            (await Work.ClaimAsync(1)).Lease,
        ];

        Assert.Equal(3, leases.Distinct().Count());
        Assert.DoesNotContain(0, leases);
    }

    [Fact]
    public async Task Claim_waits_for_the_time_before_which_a_delivery_is_not_to_be_sent()
    {
        var id = await Work.QueueAsync(change: d => d with { NotBefore = Work.Now.AddMinutes(10) });

        await Work.AdvanceAsync(TimeSpan.FromMinutes(10) - TimeSpan.FromMilliseconds(1));
        Assert.Empty((await Work.ClaimAsync()).Deliveries);
        await Work.AdvanceAsync(TimeSpan.FromMilliseconds(1));

        Assert.Equal(id, Assert.Single((await Work.ClaimAsync()).Deliveries).Id);
    }

    [Fact]
    public async Task Claim_takes_higher_lanes_first_however_late_they_came()
    {
        var bulk = await Work.QueueAsync(Work.Flow(priority: Priority.Bulk));
        await Work.AdvanceAsync(TimeSpan.FromMinutes(1));
        var normal = await Work.QueueAsync();
        await Work.AdvanceAsync(TimeSpan.FromMinutes(1));
        var critical = await Work.QueueAsync(Work.Flow(template: "code", priority: Priority.Critical));

        Assert.Equal([critical, normal, bulk], (await Work.ClaimAsync()).Deliveries.Select(d => d.Id));
    }

    [Fact]
    public async Task Claim_fills_its_limit_from_the_highest_lane()
    {
        await Work.QueueManyAsync(50, Work.Flow(priority: Priority.Bulk));
        await Work.AdvanceAsync(TimeSpan.FromMinutes(1));
        var code = await Work.QueueAsync(Work.Flow("globex", "code", Priority.Critical));

        Assert.Equal(code, Assert.Single((await Work.ClaimAsync(1)).Deliveries).Id);
    }

    [Fact]
    public async Task Claim_takes_a_tenants_deliveries_by_due_time_whatever_their_flow()
    {
        var expected = new List<Guid>();
        foreach (var (template, minutes) in new[] { ("a", 5), ("b", 3), ("a", 1), ("c", 4), ("b", 2) })
        {
            expected.Insert(0, await Work.QueueAsync(Work.Flow(template: template), d => d with { NotBefore = Work.Now.AddMinutes(minutes) }));
        }

        await Work.AdvanceAsync(TimeSpan.FromMinutes(10));

        var due = new List<DateTimeOffset>();
        foreach (var delivery in (await Work.ClaimAsync(3)).Deliveries.Concat((await Work.ClaimAsync(3)).Deliveries))
        {
            due.Add((await Work.RecordAsync(delivery.Id)).DueAt);
        }

        Assert.Equal(expected.Count, due.Count);
        Assert.Equal(due.Order(), due);
    }

    [Fact]
    public async Task Claim_takes_tenants_in_turn_within_a_lane()
    {
        await Work.QueueManyAsync(30, Work.Flow("early"));
        await Work.AdvanceAsync(TimeSpan.FromMinutes(1));
        await Work.QueueManyAsync(30, Work.Flow("middle"));
        await Work.AdvanceAsync(TimeSpan.FromMinutes(1));
        await Work.QueueManyAsync(2, Work.Flow("late", "a"));

        var byTenant = (await Work.ClaimAsync(12)).Deliveries.CountBy(d => d.Flow.Tenant).ToDictionary(StringComparer.Ordinal);

        Assert.Equal(2, byTenant["late"]);
        Assert.Equal(5, byTenant["early"]);
        Assert.Equal(5, byTenant["middle"]);
    }

    [Fact]
    public async Task Claim_gives_a_tenant_one_turn_however_many_flows_it_has()
    {
        foreach (var template in new[] { "a", "b", "c", "d", "e" })
        {
            await Work.QueueManyAsync(5, Work.Flow("many", template));
        }

        await Work.QueueManyAsync(10, Work.Flow("one"));

        var byTenant = (await Work.ClaimAsync(10)).Deliveries.CountBy(d => d.Flow.Tenant).ToDictionary(StringComparer.Ordinal);

        Assert.Equal(5, byTenant["many"]);
        Assert.Equal(5, byTenant["one"]);
    }

    [Fact]
    public async Task Claim_leaves_no_place_empty_while_anything_is_due()
    {
        await Work.QueueManyAsync(20, Work.Flow("large"));
        await Work.QueueManyAsync(1, Work.Flow("small"));

        var batch = await Work.ClaimAsync(10);

        Assert.Equal(10, batch.Deliveries.Count);
        Assert.Contains(batch.Deliveries, d => d.Flow.Tenant == "small");
    }

    [Fact]
    public async Task Claim_raced_by_two_instances_gives_no_delivery_twice()
    {
        var ids = (await Work.QueueManyAsync(120)).Concat(await Work.QueueManyAsync(80, Work.Flow("globex", priority: Priority.Bulk))).ToList();
        var second = await Work.SecondAsync();

        var claims = await Race.RunAsync(6, async i =>
        {
            var mine = new List<ClaimedBatch>();
            ClaimedBatch batch;
            do
            {
                batch = await (i % 2 == 0 ? Store : second).Queue.ClaimAsync(new ClaimRequest($"worker-{i}", 7, Work.Lease), default);
                mine.Add(batch);
            }
            while (batch.Deliveries.Count > 0);
            return mine;
        });

        var batches = claims.SelectMany(c => c).Where(b => b.Deliveries.Count > 0).ToList();
        Assert.Equal(ids.Order(), batches.SelectMany(b => b.Deliveries).Select(d => d.Id).Order());
        Assert.Equal(batches.Count, batches.Select(b => b.Lease).Distinct().Count());
    }
}
