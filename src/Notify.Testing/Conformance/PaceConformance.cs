using Notify.Limits;
using Notify.Testing.Conformance.Support;
using Xunit;

namespace Notify.Testing.Conformance;

/// <summary>What <see cref="IPacer"/> promises: places evenly spaced, each handed out once, whoever asks.</summary>
/// <typeparam name="TFixture">The provider's fixture.</typeparam>
public abstract class PaceConformance<TFixture> : StorageConformance<TFixture>
    where TFixture : StorageFixture, new()
{
    [Fact]
    public async Task Reserve_gives_the_first_place_at_once()
    {
        Assert.Equal(new PaceGrant(TimeSpan.Zero, Work.Now.AddMilliseconds(250)), await Work.ReserveAsync(20));
        Assert.Empty(await Store.Pacer.ReserveAsync([], default));
    }

    [Fact]
    public async Task Reserve_gives_the_next_places_behind_it()
    {
        await Work.ReserveAsync(20);

        Assert.Equal(new PaceGrant(TimeSpan.FromMilliseconds(250), Work.Now.AddMilliseconds(1500)), await Work.ReserveAsync(100));
    }

    [Fact]
    public async Task Reserve_saves_no_places_up()
    {
        await Work.ReserveAsync(20);
        await Work.AdvanceAsync(TimeSpan.FromMilliseconds(200));
        Assert.Equal(new PaceGrant(TimeSpan.FromMilliseconds(50), Work.Now.AddMilliseconds(300)), await Work.ReserveAsync(20));

        await Work.AdvanceAsync(TimeSpan.FromHours(1));
        Assert.Equal(new PaceGrant(TimeSpan.Zero, Work.Now.AddMilliseconds(250)), await Work.ReserveAsync(20));
    }

    [Fact]
    public async Task Reserve_rounds_up_to_the_microsecond()
    {
        var third = TimeSpan.FromMicroseconds(333_334);

        Assert.Equal(new PaceGrant(TimeSpan.Zero, Work.Now + third), await Work.ReserveAsync(1, 3));
        Assert.Equal(new PaceGrant(third, Work.Now + third + TimeSpan.FromMicroseconds(12_500)), await Work.ReserveAsync(1, 80));
    }

    [Fact]
    public async Task Reserve_keeps_accounts_apart_and_answers_in_order()
    {
        var grants = await Store.Pacer.ReserveAsync(
            [
                new(Channel.WhatsApp, "second", 10, 5), new(Channel.WhatsApp, "main", 10, 1), new(Channel.Sms, "main", 10, 2),
                new(Channel.WhatsApp, "main", 10, 1),
            ],
            default);

        Assert.Equal([0, 0, 0, 100], grants.Select(g => g.Wait.TotalMilliseconds));
        Assert.Equal([500, 100, 200, 200], grants.Select(g => (g.NextAt - Work.Now).TotalMilliseconds));
    }

    [Fact]
    public async Task Reserve_raced_by_two_instances_gives_no_place_twice()
    {
        var second = await Work.SecondAsync();

        var grants = await Race.RunAsync(8, i => (i % 2 == 0 ? Store : second).Pacer.ReserveAsync(
            i % 3 == 0
                ? [new(Channel.Sms, "main", 10, 1), new(Channel.WhatsApp, Work.Account, 100, 10)]
                : [new(Channel.WhatsApp, Work.Account, 100, 10), new(Channel.Sms, "main", 10, 1)],
            default));

        var ends = grants.SelectMany(g => g).Select(g => (g.NextAt - Work.Now).TotalMilliseconds).Order();
        Assert.Equal(Enumerable.Range(1, 8).SelectMany(i => new[] { i * 100.0, i * 100.0 }), ends);
    }

    [Fact]
    public async Task GiveBack_frees_the_last_places_where_nobody_came_after()
    {
        var grant = await Work.ReserveAsync(20);

        await Work.GiveBackAsync(15, grant);

        Assert.Equal(TimeSpan.FromMicroseconds(62_500), (await Work.ReserveAsync(20)).Wait);
    }

    [Fact]
    public async Task GiveBack_frees_nothing_where_somebody_came_after()
    {
        var grant = await Work.ReserveAsync(20);
        await Work.ReserveAsync(1);

        await Work.GiveBackAsync(20, grant);
        await Store.Pacer.GiveBackAsync([new(Channel.WhatsApp, "unknown", 80, 1, Work.Now)], default);
        await Store.Pacer.GiveBackAsync([], default);

        Assert.Equal(TimeSpan.FromMicroseconds(262_500), (await Work.ReserveAsync(1)).Wait);
    }
}
