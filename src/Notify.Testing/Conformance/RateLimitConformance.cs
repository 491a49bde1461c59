using Notify.Limits;
using Notify.Testing.Conformance.Support;
using Xunit;

namespace Notify.Testing.Conformance;

/// <summary>What <see cref="IRateLimiter"/> promises: exactly the limit in every window, whoever asks and however many at once.</summary>
/// <typeparam name="TFixture">The provider's fixture.</typeparam>
public abstract class RateLimitConformance<TFixture> : StorageConformance<TFixture>
    where TFixture : StorageFixture, new()
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    [Fact]
    public async Task Acquire_without_charges_is_granted()
    {
        Assert.Empty(await Store.Limiter.AcquireAsync([], default));
        Assert.True(Assert.Single(await Store.Limiter.AcquireAsync([[]], default)).IsGranted);
    }

    [Fact]
    public async Task Acquire_of_thirty_in_one_batch_grants_exactly_the_limit_in_order()
    {
        var grants = await AcquireAsync(Enumerable.Repeat(Charge(20), 30));

        Assert.All(grants.Take(20), g => Assert.Equal(new LimitGrant(true, false, null, Work.Now), g));
        Assert.All(grants.Skip(20), g => Assert.Equal((false, true, Work.Now), (g.IsGranted, g.IsOver, g.GrantedAt)));
        Assert.All(grants.Skip(20), g => Assert.True(g.Until >= Work.Now + Hour));
    }

    [Fact]
    public async Task Acquire_counts_over_batches()
    {
        await AcquireAsync(Enumerable.Repeat(Charge(20), 15));

        Assert.Equal(5, (await AcquireAsync(Enumerable.Repeat(Charge(20), 15))).Count(g => g.IsGranted));
    }

    [Fact]
    public async Task Acquire_keeps_keys_apart()
    {
        var grants = await AcquireAsync([Charge(1, "contact:a"), Charge(1, "contact:b"), Charge(1, "contact:a")]);

        Assert.Equal([true, true, false], grants.Select(g => g.IsGranted));
    }

    [Fact]
    public async Task Acquire_raced_by_two_instances_never_exceeds_the_limit()
    {
        var second = await Work.SecondAsync();

        var grants = await Race.RunAsync(
            8, i => (i % 2 == 0 ? Store : second).Limiter.AcquireAsync([.. Enumerable.Repeat<IReadOnlyList<LimitCharge>>([Charge(20)], 1 + i)], default));

        Assert.Equal(20, grants.SelectMany(g => g).Count(g => g.IsGranted));
    }

    [Fact]
    public async Task Acquire_takes_an_elements_charges_all_or_none()
    {
        LimitCharge contact = Charge(5, "contact:a"), tenant = Charge(1, "tenant:acme");

        var grants = await Store.Limiter.AcquireAsync([[contact, tenant], [contact, tenant], [tenant, contact]], default);

        Assert.Equal([true, false, false], grants.Select(g => g.IsGranted));
        Assert.Equal(4, (await AcquireAsync(Enumerable.Repeat(contact, 10))).Count(g => g.IsGranted));
    }

    [Fact]
    public async Task Acquire_tells_which_charge_has_to_wait_longest()
    {
        LimitCharge contact = Charge(1, "contact:a"), pair = Charge(1, "pair:a") with { Window = TimeSpan.FromMinutes(1) };
        Assert.All(await Store.Limiter.AcquireAsync([[contact], [pair]], default), g => Assert.True(g.IsGranted));

        var grants = await Store.Limiter.AcquireAsync([[pair, contact], [contact, pair], [Charge(9, "contact:b"), pair]], default);

        Assert.Equal([1, 0, 1], grants.Select(g => g.Refused));
    }

    [Fact]
    public async Task Acquire_at_a_cost_takes_as_many_places()
    {
        var grants = await AcquireAsync([Charge(10) with { Cost = 6 }, Charge(10) with { Cost = 6 }, Charge(10) with { Cost = 4 }, Charge(10)]);

        Assert.Equal([true, false, true, false], grants.Select(g => g.IsGranted));
    }

    [Fact]
    public async Task Acquire_at_no_cost_tells_and_takes_nothing()
    {
        var peek = Charge(1) with { Cost = 0 };
        Assert.All(await AcquireAsync([peek, peek]), g => Assert.True(g.IsGranted));

        Assert.True(Assert.Single(await AcquireAsync([Charge(1)])).IsGranted);

        var refused = Assert.Single(await AcquireAsync([peek]));
        Assert.Equal((false, Work.Now + Hour), (refused.IsGranted, refused.Until));
    }

    [Fact]
    public async Task Acquire_advisory_counts_and_grants_over_the_limit()
    {
        var grants = await AcquireAsync(Enumerable.Repeat(Charge(2) with { IsAdvisory = true }, 4));

        Assert.All(grants, g => Assert.True(g.IsGranted));
        Assert.Equal([false, false, true, true], grants.Select(g => g.IsOver));
        Assert.False(Assert.Single(await AcquireAsync([Charge(4)])).IsGranted);
    }

    [Fact]
    public async Task Refund_gives_the_place_back()
    {
        var charge = Charge(2);
        var grants = await AcquireAsync([charge, charge]);

        await Store.Limiter.RefundAsync([new LimitRefund(charge, grants[0].GrantedAt)], default);

        Assert.Equal([true, false], (await AcquireAsync([charge, charge])).Select(g => g.IsGranted));
    }

    [Fact]
    public async Task Refund_gives_the_whole_cost_back()
    {
        var charge = Charge(6) with { Cost = 3 };
        var grants = await AcquireAsync([charge, charge]);

        await Store.Limiter.RefundAsync([new LimitRefund(charge, grants[1].GrantedAt)], default);

        Assert.Equal(3, (await AcquireAsync(Enumerable.Repeat(Charge(6), 5))).Count(g => g.IsGranted));
    }

    [Fact]
    public async Task Refund_of_what_was_never_granted_is_passed_over()
    {
        var charge = Charge(1);
        await AcquireAsync([charge]);

        await Store.Limiter.RefundAsync(
            [new(charge, Work.Now.AddMinutes(-1)), new(charge with { Key = "contact:b" }, Work.Now)], default);

        Assert.False(Assert.Single(await AcquireAsync([charge])).IsGranted);
    }

    private static LimitCharge Charge(int limit, string key = "contact:a") => new(key, limit, Hour);

    private Task<IReadOnlyList<LimitGrant>> AcquireAsync(IEnumerable<LimitCharge> charges) =>
        Store.Limiter.AcquireAsync([.. charges.Select(c => (IReadOnlyList<LimitCharge>)[c])], default);
}
