using Notify.Limits;
using Notify.Testing.Conformance.Support;
using Xunit;

namespace Notify.Testing.Conformance;

/// <summary>What <see cref="IQuotas"/> promises: exactly so many in each window, whoever asks.</summary>
/// <typeparam name="TFixture">The provider's fixture.</typeparam>
public abstract class QuotaConformance<TFixture> : StorageConformance<TFixture>
    where TFixture : StorageFixture, new()
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    [Fact]
    public async Task Read_knows_nothing_where_nothing_was_set()
    {
        Assert.Empty(await Store.Quotas.ReadAsync(null, default));
        Assert.Empty(await Store.Quotas.ReadAsync(Work.Tenant, default));
    }

    [Fact]
    public async Task Take_without_a_quota_grants_all()
    {
        Assert.Equal(new QuotaGrant(1000, null), await Work.TakeAsync(1000));
        Assert.Empty(await Store.Quotas.TakeAsync([], default));
    }

    [Fact]
    public async Task Set_gives_a_quota_that_begins_with_its_first_use()
    {
        var quota = await Work.SetQuotaAsync(10);

        Assert.Equal(new Quota(Work.Tenant, 10, Hour, 0, null), quota);
        Assert.Equal(quota, Assert.Single(await Store.Quotas.ReadAsync(Work.Tenant, default)));
        Assert.Equal((10, false), (quota!.Remaining, quota.IsThrottled));
    }

    [Fact]
    public async Task Take_grants_as_many_as_there_is_room_for()
    {
        await Work.SetQuotaAsync(10);
        var resetsAt = Work.Now + Hour;

        Assert.Equal(new QuotaGrant(7, resetsAt), await Work.TakeAsync(7));
        Assert.Equal(new QuotaGrant(3, resetsAt), await Work.TakeAsync(7));
        Assert.Equal(new QuotaGrant(0, resetsAt), await Work.TakeAsync(1));

        var quota = await Work.QuotaAsync();
        Assert.Equal(new Quota(Work.Tenant, 10, Hour, 10, resetsAt), quota);
        Assert.Equal((0, true), (quota!.Remaining, quota.IsThrottled));
    }

    [Fact]
    public async Task Take_counts_from_nothing_in_the_next_window()
    {
        await Work.SetQuotaAsync(5);
        var first = await Work.TakeAsync(5);

        await Work.AdvanceAsync(Hour - TimeSpan.FromMilliseconds(1));
        Assert.Equal(0, (await Work.TakeAsync(1)).Granted);
        await Work.AdvanceAsync(TimeSpan.FromMilliseconds(1));

        Assert.Equal(new Quota(Work.Tenant, 5, Hour, 0, first.ResetsAt + Hour), await Work.QuotaAsync());
        Assert.Equal(new QuotaGrant(5, first.ResetsAt + Hour), await Work.TakeAsync(6));
    }

    [Fact]
    public async Task Windows_follow_each_other_without_a_gap()
    {
        await Work.SetQuotaAsync(5);
        var first = await Work.TakeAsync(1);

        await Work.AdvanceAsync((2 * Hour) + TimeSpan.FromMinutes(25));

        Assert.Equal(new QuotaGrant(1, first.ResetsAt + (2 * Hour)), await Work.TakeAsync(1));
    }

    [Theory]
    [InlineData(-90, 30)]
    [InlineData(0, 60)]
    [InlineData(20, 20)]
    [InlineData(200, 20)]
    public async Task Set_with_a_start_lays_the_windows_out_from_there(int startsInMinutes, int resetsInMinutes)
    {
        var quota = await Work.SetQuotaAsync(5, startsAt: Work.Now.AddMinutes(startsInMinutes));

        Assert.Equal(Work.Now.AddMinutes(resetsInMinutes), quota!.ResetsAt);
        Assert.Equal(new QuotaGrant(5, Work.Now.AddMinutes(resetsInMinutes)), await Work.TakeAsync(6));
    }

    [Fact]
    public async Task Set_of_another_limit_keeps_what_is_used()
    {
        await Work.SetQuotaAsync(5);
        var first = await Work.TakeAsync(5);

        Assert.Equal((5, 0L, true), Told(await Work.SetQuotaAsync(3)));
        Assert.Equal((5, 3L, false), Told(await Work.SetQuotaAsync(8)));
        Assert.Equal((5, 4L, false), Told(await Work.SetQuotaAsync(9, startsAt: first.ResetsAt - (3 * Hour))));
        Assert.Equal(new QuotaGrant(4, first.ResetsAt), await Work.TakeAsync(10));
    }

    [Fact]
    public async Task Set_of_another_period_or_start_counts_anew()
    {
        await Work.SetQuotaAsync(5);
        await Work.TakeAsync(5);

        Assert.Equal((0, 5L, false), Told(await Work.SetQuotaAsync(5, TimeSpan.FromDays(1))));
        await Work.TakeAsync(5);
        var start = Work.Now.AddMinutes(-1);
        Assert.Equal(
            new Quota(Work.Tenant, 5, TimeSpan.FromDays(1), 0, start.AddDays(1)), await Work.SetQuotaAsync(5, TimeSpan.FromDays(1), startsAt: start));
    }

    [Fact]
    public async Task Set_to_nothing_takes_the_quota_away()
    {
        await Work.SetQuotaAsync(1);
        await Work.TakeAsync(1);

        Assert.Null(await Work.SetQuotaAsync(null));

        Assert.Null(await Work.QuotaAsync());
        Assert.Equal(new QuotaGrant(50, null), await Work.TakeAsync(50));
        Assert.Null(await Work.SetQuotaAsync(null));
    }

    [Fact]
    public async Task Take_grants_nothing_of_a_quota_of_zero()
    {
        await Work.SetQuotaAsync(0);

        Assert.Equal(new QuotaGrant(0, Work.Now + Hour), await Work.TakeAsync(1));
        Assert.True((await Work.QuotaAsync())!.IsThrottled);
    }

    [Fact]
    public async Task Take_keeps_tenants_apart_and_answers_in_order()
    {
        await Work.SetQuotaAsync(3);
        await Work.SetQuotaAsync(10, tenant: "globex");

        var grants = await Store.Quotas.TakeAsync([new("globex", 4), new(Work.Tenant, 2), new("umbrella", 9), new(Work.Tenant, 2)], default);

        Assert.Equal([4, 2, 9, 1], grants.Select(g => g.Granted));
        Assert.Equal(["acme", "globex"], (await Store.Quotas.ReadAsync(null, default)).Select(q => q.Tenant).Order(StringComparer.Ordinal));
        Assert.Equal(4, Assert.Single(await Store.Quotas.ReadAsync("globex", default)).Used);
    }

    [Fact]
    public async Task Take_raced_by_two_instances_never_exceeds_the_limit()
    {
        await Work.SetQuotaAsync(20);
        await Work.SetQuotaAsync(25, tenant: "globex");
        var second = await Work.SecondAsync();

        var grants = await Race.RunAsync(8, i => (i % 2 == 0 ? Store : second).Quotas.TakeAsync(
            i % 3 == 0 ? [new(Work.Tenant, 4), new("globex", 5)] : [new("globex", 5), new(Work.Tenant, 4)], default));

        Assert.Equal(45, grants.SelectMany(g => g).Sum(g => g.Granted));
        Assert.Equal(20, (await Work.QuotaAsync())!.Used);
    }

    [Fact]
    public async Task GiveBack_makes_room_again()
    {
        await Work.SetQuotaAsync(5);
        var grant = await Work.TakeAsync(5);

        await Store.Quotas.GiveBackAsync([new(Work.Tenant, 2, grant.ResetsAt!.Value)], default);

        Assert.Equal(2, (await Work.TakeAsync(5)).Granted);
    }

    [Fact]
    public async Task GiveBack_of_what_does_not_count_any_more_is_passed_over()
    {
        await Store.Quotas.GiveBackAsync([new("nobody", 1, Work.Now)], default);
        await Store.Quotas.GiveBackAsync([], default);
        await Work.SetQuotaAsync(5);
        var grant = await Work.TakeAsync(5);
        await Work.AdvanceAsync(Hour);
        await Work.TakeAsync(5);

        await Store.Quotas.GiveBackAsync([new(Work.Tenant, 5, grant.ResetsAt!.Value)], default);

        Assert.Equal(0, (await Work.TakeAsync(1)).Granted);
        await Store.Quotas.GiveBackAsync([new(Work.Tenant, 99, grant.ResetsAt.Value + Hour)], default);
        Assert.Equal(0, (await Work.QuotaAsync())!.Used);
    }

    private static (long Used, long Remaining, bool IsThrottled) Told(Quota? quota) => (quota!.Used, quota.Remaining, quota.IsThrottled);
}
