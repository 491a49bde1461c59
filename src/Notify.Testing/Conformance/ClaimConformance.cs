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
        var payload = Enumerable.Range(0, 256).Select(b => (byte)b).ToArray();
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
    public async Task Claim_hands_out_plain_content_too()
    {
        var flow = Work.Flow(template: "");
        await Work.QueueAsync(flow, d => d with { Payload = default });

        var claimed = Assert.Single((await Work.ClaimAsync()).Deliveries);

        Assert.Equal(flow, claimed.Flow);
        Assert.Equal(0, claimed.Payload.Length);
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
