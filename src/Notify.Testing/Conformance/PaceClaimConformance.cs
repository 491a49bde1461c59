using Notify.Deliveries;
using Notify.Limits;
using Notify.Testing.Conformance.Support;
using Xunit;

namespace Notify.Testing.Conformance;

/// <summary>What <see cref="IDeliveryQueue.ClaimAsync"/> promises of the pace of accounts: as much as <see cref="PaceRules"/> says and no more.</summary>
/// <typeparam name="TFixture">The provider's fixture.</typeparam>
public abstract class PaceClaimConformance<TFixture> : StorageConformance<TFixture>
    where TFixture : StorageFixture, new()
{
    [Fact]
    public async Task Claim_takes_a_second_of_an_accounts_pace()
    {
        await Work.QueueManyAsync(60);
        await Work.ReserveAsync(1, 10);

        Assert.Equal(10, (await Work.ClaimAsync()).Deliveries.Count);
    }

    [Theory]
    [InlineData(10, 10)]
    [InlineData(15, 5)]
    [InlineData(19, 1)]
    [InlineData(20, 0)]
    [InlineData(400, 0)]
    public async Task Claim_takes_what_is_left_to_the_horizon(int reserved, int claimed)
    {
        await Work.QueueManyAsync(60);
        await Work.ReserveAsync(reserved, 10);

        Assert.Equal(claimed, (await Work.ClaimAsync()).Deliveries.Count);
    }

    [Fact]
    public async Task Claim_rounds_up()
    {
        await Work.QueueManyAsync(60);
        await Work.ReserveAsync(7, 4);

        Assert.Single((await Work.ClaimAsync()).Deliveries);
    }

    [Fact]
    public async Task Claim_goes_on_as_time_passes()
    {
        await Work.QueueManyAsync(60);
        await Work.ReserveAsync(30, 10);

        Assert.Empty((await Work.ClaimAsync()).Deliveries);
        await Work.AdvanceAsync(TimeSpan.FromSeconds(1));
        Assert.Empty((await Work.ClaimAsync()).Deliveries);
        await Work.AdvanceAsync(TimeSpan.FromMilliseconds(300));
        Assert.Equal(3, (await Work.ClaimAsync()).Deliveries.Count);
    }

    [Fact]
    public async Task Claim_counts_an_accounts_lines_together()
    {
        await Work.QueueManyAsync(6);
        await Work.QueueManyAsync(6, Work.Flow(template: "order_sent"));
        await Work.QueueManyAsync(6, Work.Flow("globex"));
        await Work.QueueManyAsync(6, Work.Flow(priority: Priority.Bulk));
        await Work.ReserveAsync(1, 10);

        var claimed = (await Work.ClaimAsync()).Deliveries;

        Assert.Equal(10, claimed.Count);
        Assert.All(claimed, d => Assert.Equal(Priority.Normal, d.Flow.Priority));
    }

    [Fact]
    public async Task Claim_goes_on_past_an_account_that_has_to_wait()
    {
        await Work.QueueManyAsync(60);
        var other = await Work.QueueManyAsync(5, Work.Flow(account: "second"));
        var sameName = await Work.QueueAsync(Work.Flow() with { Channel = Channel.Sms });
        await Work.ReserveAsync(400, 10);

        Assert.Equal(other.Append(sameName).Order(), (await Work.ClaimAsync(20)).Deliveries.Select(d => d.Id).Order());
    }

    [Fact]
    public async Task Claim_fills_the_batch_from_other_accounts()
    {
        await Work.QueueManyAsync(60);
        await Work.AdvanceAsync(TimeSpan.FromSeconds(1));
        await Work.QueueManyAsync(60, Work.Flow(account: "second"));
        await Work.QueueManyAsync(60, Work.Flow("globex", account: "third"));
        await Work.ReserveAsync(1, 10);

        var claimed = (await Work.ClaimAsync(50)).Deliveries;

        Assert.Equal(50, claimed.Count);
        Assert.InRange(claimed.Count(d => d.Flow.Account == Work.Account), 1, 10);
    }

    [Fact]
    public async Task Claim_takes_the_critical_lane_whatever_the_pace()
    {
        await Work.QueueManyAsync(60);
        await Work.QueueManyAsync(30, Work.Flow(template: "code", priority: Priority.Critical));
        await Work.ReserveAsync(10, 10);

        var claimed = (await Work.ClaimAsync()).Deliveries;

        Assert.Equal((30, 10), (claimed.Count(d => d.Flow.Priority == Priority.Critical), claimed.Count(d => d.Flow.Priority == Priority.Normal)));
        await Work.ReserveAsync(400, 10);
        var code = await Work.QueueAsync(Work.Flow(template: "code", priority: Priority.Critical));
        Assert.Equal(code, Assert.Single((await Work.ClaimAsync()).Deliveries).Id);
    }

    [Fact]
    public async Task Claim_forgets_a_pace_that_was_not_asked_for_in_a_minute()
    {
        await Work.QueueManyAsync(60);
        await Work.ReserveAsync(10, 10);

        await Work.AdvanceAsync(TimeSpan.FromSeconds(1) + PaceRules.IdleAfter - TimeSpan.FromMilliseconds(1));
        Assert.Equal(10, (await Work.ClaimAsync(30)).Deliveries.Count);
        await Work.AdvanceAsync(TimeSpan.FromMilliseconds(1));
        Assert.Equal(30, (await Work.ClaimAsync(30)).Deliveries.Count);
    }
}
