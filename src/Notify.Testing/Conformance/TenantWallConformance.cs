using Notify.Auditing;
using Notify.Contacts;
using Notify.Deliveries;
using Notify.Gates;
using Notify.Testing.Conformance.Support;
using Xunit;

namespace Notify.Testing.Conformance;

/// <summary>Tenants are walls: no query and no command of one reaches what is another's.</summary>
/// <typeparam name="TFixture">The provider's fixture.</typeparam>
public abstract class TenantWallConformance<TFixture> : StorageConformance<TFixture>
    where TFixture : StorageFixture, new()
{
    private const string Other = "globex";

    [Fact]
    public async Task Page_sees_its_own_tenant_only()
    {
        var theirs = await TheirsAsync();
        var record = await Work.RecordAsync(theirs);

        foreach (var selection in SelectionsOf(record))
        {
            Assert.Empty((await Store.Log.PageAsync(selection with { Tenant = Work.Tenant }, 10, null, default)).Deliveries);
            Assert.Single((await Store.Log.PageAsync(selection with { Tenant = Other }, 10, null, default)).Deliveries);
        }
    }

    [Fact]
    public async Task Trail_sees_its_own_tenant_only()
    {
        var record = await Work.RecordAsync(await TheirsAsync());
        TrailQuery[] queries =
        [
            new(Work.Tenant) { NotificationId = record.NotificationId },
            new(Work.Tenant) { CorrelationId = record.CorrelationId },
            new(Work.Tenant) { ContactId = record.ContactId },
        ];

        foreach (var query in queries)
        {
            Assert.Empty(await Store.Log.TrailAsync(query, default));
            Assert.NotEmpty(await Store.Log.TrailAsync(query with { Tenant = Other }, default));
        }
    }

    [Fact]
    public async Task Trail_by_a_correlation_id_two_tenants_use_stays_apart()
    {
        var theirs = await TheirsAsync();
        var ours = await Work.QueueAsync(change: d => d with { CorrelationId = "order-42" });

        var trail = await Store.Log.TrailAsync(new TrailQuery(Work.Tenant) { CorrelationId = "order-42" }, default);

        Assert.All(trail, e => Assert.Equal(ours, e.DeliveryId));
        Assert.DoesNotContain(trail, e => e.DeliveryId == theirs);
    }

    [Fact]
    public async Task Counts_see_their_own_tenant_only()
    {
        await TheirsAsync();

        Assert.Empty(await Store.Log.CountAsync(Work.Tenant, null, default));
        Assert.Empty(await Store.Log.CountAsync(Work.Tenant, DeliveryState.Queued, default));
        Assert.Single(await Store.Log.CountAsync(Other, null, default));
    }

    [Fact]
    public async Task FindByKey_sees_its_own_tenant_only()
    {
        await Store.Queue.EnqueueAsync([await Work.NewAsync(Work.Flow(Other), key: "order-42")], null, default);

        Assert.Null(await Store.Log.FindByKeyAsync(Work.Tenant, "order-42", default));
    }

    [Fact]
    public async Task Cancel_and_reschedule_reach_their_own_tenant_only()
    {
        var theirs = await TheirsAsync();
        var before = await Work.RecordAsync(theirs);

        foreach (var selection in SelectionsOf(before).Select(s => s with { Tenant = Work.Tenant }))
        {
            Assert.Equal(0, await Store.Commands.CancelAsync(selection, Work.Command, default));
            Assert.Equal(0, await Store.Commands.RescheduleAsync(selection, Work.Now.AddDays(1), Work.Command, default));
        }

        Assert.Equal(before, await Work.RecordAsync(theirs));
    }

    [Fact]
    public async Task Requeue_reaches_its_own_tenant_only()
    {
        var theirs = await TheirsAsync();
        await Store.Commands.CancelAsync(Work.Only(theirs, Other), Work.Command, default);

        foreach (var selection in SelectionsOf(await Work.RecordAsync(theirs)).Select(s => s with { Tenant = Work.Tenant }))
        {
            Assert.Equal(0, await Store.Commands.RequeueAsync(selection, Work.Command, default));
        }

        Assert.Equal(DeliveryState.Cancelled, await Work.StateAsync(theirs));
    }

    [Fact]
    public async Task One_address_is_a_contact_of_its_own_in_every_tenant()
    {
        var ours = await Work.ContactAsync();
        var theirs = await Work.ContactAsync(tenant: Other);
        await Store.Contacts.SaveAsync(Work.Key(tenant: Other), new ContactPreferences { Locale = "fr" }, default);

        Assert.NotEqual(ours.Id, theirs.Id);
        Assert.Equal((Work.Tenant, Other), (ours.Tenant, theirs.Tenant));
        Assert.Null((await Work.ContactAsync()).Locale);
    }

    [Fact]
    public async Task Opting_out_of_one_tenant_leaves_the_others()
    {
        var theirs = await TheirsAsync();
        var ours = await Work.QueueAsync();

        Assert.Equal(1, await Work.OptOutAsync());

        Assert.Equal((DeliveryState.Cancelled, DeliveryState.Queued), (await Work.StateAsync(ours), await Work.StateAsync(theirs)));
        Assert.False((await Work.ContactAsync(tenant: Other)).IsOptedOut);
    }

    [Fact]
    public async Task A_gate_of_one_tenant_leaves_the_others()
    {
        var theirs = await TheirsAsync();
        await Work.QueueAsync();
        await Work.CloseAsync(new GateScope { Tenant = Work.Tenant });

        Assert.Equal(theirs, Assert.Single((await Work.ClaimAsync()).Deliveries).Id);
    }

    [Fact]
    public async Task A_tenants_template_is_switched_and_versioned_apart_from_the_others()
    {
        await Store.Templates.SaveAsync(
            [Work.Template(), Work.Template() with { Tenant = Work.Tenant }, Work.Template() with { Tenant = Other }], default);

        Assert.True(await Store.Templates.SetActiveAsync(Work.Tenant, "order_paid", false, default));
        Assert.False(await Store.Templates.SetActiveAsync("initech", "order_paid", false, default));

        var set = await Store.Templates.LoadAsync(default);
        Assert.Equal(3, set.Templates.Count);
        Assert.All(set.Templates, t => Assert.Equal((1, t.Tenant != Work.Tenant), (t.Version, t.IsActive)));
    }

    private Task<Guid> TheirsAsync() =>
        Work.QueueAsync(Work.Flow(Other), d => d with { CorrelationId = "order-42", CampaignId = "spring" });

    private static DeliverySelection[] SelectionsOf(DeliveryRecord record)
    {
        var all = new DeliverySelection(record.Flow.Tenant);
        return
        [
            all,
            all with { NotificationId = record.NotificationId },
            all with { DeliveryId = record.Id },
            all with { ContactId = record.ContactId },
            all with { CorrelationId = record.CorrelationId },
            all with { CampaignId = record.CampaignId },
            all with { Domain = record.Flow.Domain },
            all with { State = record.State },
        ];
    }
}
