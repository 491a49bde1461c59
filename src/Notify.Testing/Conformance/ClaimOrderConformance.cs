using System.Text;
using Notify.Deliveries;
using Notify.Testing.Conformance.Support;
using Xunit;

namespace Notify.Testing.Conformance;

/// <summary>The order in which <see cref="IDeliveryQueue.ClaimAsync"/> takes: lanes, then tenants in turn, then due time.</summary>
/// <typeparam name="TFixture">The provider's fixture.</typeparam>
public abstract class ClaimOrderConformance<TFixture> : StorageConformance<TFixture>
    where TFixture : StorageFixture, new()
{
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
}
