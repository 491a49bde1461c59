using Notify.Limits;
using Notify.Testing.Conformance.Support;
using Xunit;

namespace Notify.Testing.Conformance;

/// <summary>What <see cref="IRateLimiter"/> promises of its windows: they slide, exactly, and it says when there is room again.</summary>
/// <typeparam name="TFixture">The provider's fixture.</typeparam>
public abstract class LimitWindowConformance<TFixture> : StorageConformance<TFixture>
    where TFixture : StorageFixture, new()
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private static readonly TimeSpan TenMinutes = TimeSpan.FromMinutes(10);

    [Fact]
    public async Task Acquire_slides_a_place_is_free_again_one_window_after_it_was_taken()
    {
        await AcquireAsync([Charge(2)]);
        await Work.AdvanceAsync(TenMinutes);
        await AcquireAsync([Charge(2)]);
        var refused = Assert.Single(await AcquireAsync([Charge(2)]));
        Assert.Equal(Work.Now + Hour - TenMinutes, refused.Until);

        await Work.AdvanceAsync(Hour - TenMinutes - TimeSpan.FromMilliseconds(1));
        Assert.False(Assert.Single(await AcquireAsync([Charge(2)])).IsGranted);
        await Work.AdvanceAsync(TimeSpan.FromMilliseconds(1));

        Assert.Equal([true, false], (await AcquireAsync([Charge(2), Charge(2)])).Select(g => g.IsGranted));
    }

    [Fact]
    public async Task Acquire_tells_each_who_waits_when_a_further_place_is_free()
    {
        var start = Work.Now;
        for (var i = 0; i < 3; i++)
        {
            await AcquireAsync([Charge(3)]);
            await Work.AdvanceAsync(TenMinutes);
        }

        var grants = await AcquireAsync(Enumerable.Repeat(Charge(3), 4));

        Assert.All(grants, g => Assert.False(g.IsGranted));
        Assert.Equal([start + Hour, start + Hour + TenMinutes, start + Hour + (2 * TenMinutes)], grants.Take(3).Select(g => g.Until!.Value));
        Assert.True(grants[3].Until >= grants[2].Until);
    }

    [Fact]
    public async Task Acquire_at_the_time_named_is_granted()
    {
        await AcquireAsync(Enumerable.Repeat(Charge(3), 3));
        var until = Assert.Single(await AcquireAsync([Charge(3)])).Until!.Value;

        await Work.AdvanceAsync(until - Work.Now);

        Assert.True(Assert.Single(await AcquireAsync([Charge(3)])).IsGranted);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task Acquire_fills_every_window_and_overfills_none(int seed)
    {
        const int Limit = 5;
        var random = new Random(seed);
        var granted = new List<DateTimeOffset>();
        for (var step = 0; step < 60; step++)
        {
            await Work.AdvanceAsync(TimeSpan.FromSeconds(random.Next(0, 1200)));
            var now = Work.Now;
            var room = Limit - granted.Count(at => at > now - Hour);
            var asked = random.Next(1, 5);

            var grants = await AcquireAsync(Enumerable.Repeat(Charge(Limit), asked));

            Assert.Equal(Math.Min(asked, room), grants.Count(g => g.IsGranted));
            granted.AddRange(grants.Where(g => g.IsGranted).Select(g => g.GrantedAt));
        }

        Assert.All(granted, from => Assert.InRange(granted.Count(at => at >= from && at < from + Hour), 1, Limit));
    }

    [Fact]
    public async Task Acquire_refused_by_two_limits_waits_for_the_later()
    {
        LimitCharge shorter = Charge(1, "a"), longer = Charge(1, "b") with { Window = 2 * Hour };
        await Store.Limiter.AcquireAsync([[shorter, longer]], default);

        foreach (var charges in new LimitCharge[][] { [shorter, longer], [longer, shorter] })
        {
            Assert.Equal(Work.Now + (2 * Hour), Assert.Single(await Store.Limiter.AcquireAsync([charges], default)).Until);
        }
    }

    private static LimitCharge Charge(int limit, string key = "contact:a") => new(key, limit, Hour);

    private Task<IReadOnlyList<LimitGrant>> AcquireAsync(IEnumerable<LimitCharge> charges) =>
        Store.Limiter.AcquireAsync([.. charges.Select(c => (IReadOnlyList<LimitCharge>)[c])], default);
}
