using Notify.Deliveries;
using Notify.Gates;
using Notify.Testing.Conformance.Support;
using Xunit;

namespace Notify.Testing.Conformance;

/// <summary>What <see cref="IGates"/> and the claim promise of gates whose time is over: one delivery at a time tries whether they may open.</summary>
/// <typeparam name="TFixture">The provider's fixture.</typeparam>
public abstract class ProbeConformance<TFixture> : StorageConformance<TFixture>
    where TFixture : StorageFixture, new()
{
    private static readonly GateScope Account = new() { Channel = "whatsapp", Account = Work.Account };
    private static readonly TimeSpan Wait = TimeSpan.FromMinutes(5);

    [Fact]
    public async Task Claim_lets_one_delivery_try_and_no_other_until_it_is_settled()
    {
        await Work.QueueManyAsync(5);
        await ShutAsync();
        Assert.Empty((await Work.ClaimAsync()).Deliveries);
        await Work.AdvanceAsync(Wait);

        var batch = await Work.ClaimAsync();

        var probe = Assert.Single(batch.Deliveries);
        Assert.True(probe.IsProbe);
        Assert.Empty((await Work.ClaimAsync(worker: "worker-2")).Deliveries);
        var gate = Assert.Single(await Store.Gates.ReadAsync(default));
        Assert.True(gate.IsProbing(Work.Now));
        Assert.Equal(new GateProbe(probe.Id, batch.Lease, Work.Now + Work.Lease), gate.Probe);
        Assert.Equal(MarkStatus.Marked, (await Work.MarkAsync(batch.Lease, probe.Id)).Status);
        Assert.Empty((await Work.ClaimAsync(worker: "worker-2")).Deliveries);
    }

    [Fact]
    public async Task Mend_opens_what_the_delivery_tried_and_the_rest_flows()
    {
        await Work.QueueManyAsync(5);
        await ShutAsync();
        var (probe, lease) = await ProbeAsync();
        await Work.MarkAsync(lease, probe);

        Assert.Empty(await Store.Gates.MendAsync([Guid.NewGuid()], "worker-1", default));
        var opened = Assert.Single(await Store.Gates.MendAsync([probe], "worker-1", default));

        Assert.Equal(Account, opened.Scope);
        Assert.Empty(await Store.Gates.ReadAsync(default));
        Assert.Empty(await Store.Gates.MendAsync([probe], "worker-1", default));
        var rest = (await Work.ClaimAsync()).Deliveries;
        Assert.Equal(4, rest.Count);
        Assert.DoesNotContain(rest, d => d.IsProbe);
    }

    [Fact]
    public async Task Close_after_a_try_in_vain_doubles_the_wait_up_to_the_longest()
    {
        await Work.QueueAsync();
        foreach (var minutes in new[] { 5, 10, 12, 12 })
        {
            await ShutAsync(longest: TimeSpan.FromMinutes(12));
            Assert.Equal(Work.Now.AddMinutes(minutes), Assert.Single(await Store.Gates.ReadAsync(default)).Until);
            await Work.AdvanceAsync(TimeSpan.FromMinutes(minutes) - TimeSpan.FromMilliseconds(1));
            Assert.Empty((await Work.ClaimAsync()).Deliveries);
            await Work.AdvanceAsync(TimeSpan.FromMilliseconds(1));
            var batch = await Work.ClaimAsync();
            var probe = Assert.Single(batch.Deliveries);
            var mark = await Work.MarkAsync(batch.Lease, probe.Id);
            await Work.SettleAsync(batch.Lease, Settlement.Stopped(probe.Id, mark.SendNumber, TimeSpan.Zero, "190", null));
        }

        Assert.Equal(0, (await Work.ClaimAsync()).Deliveries[0].Attempts);
    }

    [Fact]
    public async Task Close_of_what_is_closed_is_no_news_and_doubles_nothing()
    {
        Assert.Equal([true], await ShutAsync());
        Assert.Equal([false], await ShutAsync());
        Assert.Equal([true], await Store.Gates.CloseAsync([new CloseGate(Account, "provider", "another reason", Wait) { Mends = Mending.Itself }], default));

        var gate = Assert.Single(await Store.Gates.ReadAsync(default));
        Assert.Equal((Work.Now + Wait, 0), (gate.Until, gate.Refusals));
        await Work.AdvanceAsync(Wait);
        Assert.Equal([true], await ShutAsync());
        gate = Assert.Single(await Store.Gates.ReadAsync(default));
        Assert.Equal((Work.Now - Wait, 1), (gate.ClosedAt, gate.Refusals));
    }

    [Theory]
    [InlineData("deferred")]
    [InlineData("handed back")]
    [InlineData("blocked")]
    [InlineData("in doubt")]
    [InlineData("cancelled")]
    [InlineData("lease over")]
    public async Task A_try_that_came_to_nothing_lets_the_next_one_try(string what)
    {
        await Work.QueueManyAsync(2);
        await ShutAsync();
        var (probe, lease) = await ProbeAsync();

        switch (what)
        {
            case "deferred":
                await Work.SettleAsync(lease, Settlement.Defer(probe, Work.Now.AddHours(1), Reasons.QuietHours));
                break;
            case "handed back":
                await Work.SettleAsync(lease, Settlement.HandBack(probe));
                break;
            case "blocked":
                await Work.SettleAsync(lease, Settlement.Block(probe, Reasons.OptOut));
                break;
            case "in doubt":
                var mark = await Work.MarkAsync(lease, probe);
                await Work.SettleAsync(lease, Settlement.Unconfirmed(probe, mark.SendNumber, "timeout", null));
                break;
            case "cancelled":
                await Store.Commands.CancelAsync(Work.Only(probe), Work.Command, default);
                break;
            default:
                await Work.AdvanceAsync(Work.Lease);
                break;
        }

        Assert.True(Assert.Single((await Work.ClaimAsync(worker: "worker-2")).Deliveries).IsProbe);
        Assert.Empty((await Work.ClaimAsync(worker: "worker-3")).Deliveries);
    }

    [Fact]
    public async Task The_most_urgent_of_what_waits_tries_first()
    {
        await Work.QueueAsync(Work.Flow(priority: Priority.Bulk));
        await Work.QueueAsync();
        await Work.AdvanceAsync(TimeSpan.FromMinutes(1));
        var urgent = await Work.QueueAsync(Work.Flow(priority: Priority.Critical));
        await ShutAsync();

        Assert.Equal(urgent, (await ProbeAsync()).Id);
    }

    [Fact]
    public async Task A_try_waits_for_its_accounts_pace_unless_it_is_critical()
    {
        await Work.QueueManyAsync(2);
        await ShutAsync();
        await Work.AdvanceAsync(Wait);
        await Work.ReserveAsync(400, 10);

        Assert.Empty((await Work.ClaimAsync()).Deliveries);
        Assert.Null(Assert.Single(await Store.Gates.ReadAsync(default)).Probe);
        var urgent = await Work.QueueAsync(Work.Flow(template: "code", priority: Priority.Critical));
        var batch = await Work.ClaimAsync();
        Assert.Equal(urgent, Assert.Single(batch.Deliveries).Id);
        await Work.SettleAsync(batch.Lease, Settlement.Block(urgent, Reasons.OptOut));
        Assert.Empty((await Work.ClaimAsync()).Deliveries);
        await Work.AdvanceAsync(TimeSpan.FromSeconds(40));
        Assert.True(Assert.Single((await Work.ClaimAsync()).Deliveries).IsProbe);
    }

    [Fact]
    public async Task A_try_is_taken_from_its_accounts_pace()
    {
        await Work.QueueManyAsync(2);
        await Work.QueueManyAsync(20, Work.Flow(template: "other"));
        await Store.Gates.CloseAsync([new CloseGate(Account with { Template = "order_paid" }, "provider", "paused", Wait) { Mends = Mending.Itself }], default);
        await Work.AdvanceAsync(Wait);
        await Work.ReserveAsync(15, 10);

        var claimed = (await Work.ClaimAsync()).Deliveries;

        Assert.Equal((1, 4), (claimed.Count(d => d.IsProbe), claimed.Count(d => !d.IsProbe)));
    }

    [Fact]
    public async Task A_try_does_not_pass_another_gate_that_is_closed()
    {
        await Work.QueueAsync(Work.Flow(priority: Priority.Critical, template: "stopped"));
        var other = await Work.QueueAsync();
        await ShutAsync();
        await Work.CloseAsync(new GateScope { Template = "stopped" });

        Assert.Equal(other, (await ProbeAsync()).Id);
    }

    [Fact]
    public async Task One_delivery_tries_all_the_gates_it_waits_behind()
    {
        var id = await Work.QueueAsync();
        await Work.AdvanceAsync(TimeSpan.FromSeconds(1));
        await Work.QueueAsync(Work.Flow(template: "other"));
        await ShutAsync();
        await Store.Gates.CloseAsync([new CloseGate(Account with { Template = "order_paid" }, "provider", "paused", Wait) { Mends = Mending.Itself }], default);

        var (probe, _) = await ProbeAsync();

        Assert.Equal(id, probe);
        Assert.Equal(2, (await Store.Gates.MendAsync([probe], "worker-1", default)).Count);
    }

    [Fact]
    public async Task Two_gates_are_tried_by_a_delivery_each_in_one_claim()
    {
        await Work.QueueManyAsync(3);
        await Work.QueueManyAsync(3, Work.Flow(account: "second"));
        await Work.QueueManyAsync(3, Work.Flow(account: "third"));
        await ShutAsync();
        await Store.Gates.CloseAsync([new CloseGate(Account with { Account = "second" }, "provider", "190", Wait) { Mends = Mending.Person }], default);
        await Work.AdvanceAsync(Wait);

        var batch = await Work.ClaimAsync();

        Assert.Equal(["main", "second"], batch.Deliveries.Where(d => d.IsProbe).Select(d => d.Flow.Account).Order(StringComparer.Ordinal));
        Assert.Equal(3, batch.Deliveries.Count(d => d.Flow.Account == "third" && !d.IsProbe));
    }

    [Fact]
    public async Task A_claim_of_one_takes_the_one_that_tries()
    {
        await Work.QueueManyAsync(2);
        await Work.QueueManyAsync(2, Work.Flow(account: "second"));
        await ShutAsync();
        await Work.AdvanceAsync(Wait);

        Assert.True(Assert.Single((await Work.ClaimAsync(1)).Deliveries).IsProbe);
        Assert.Equal("second", Assert.Single((await Work.ClaimAsync(1)).Deliveries).Flow.Account);
    }

    [Fact]
    public async Task Mark_stops_what_was_claimed_before_the_gate_closed_even_while_it_is_tried()
    {
        var early = await Work.QueueAsync();
        var lease = (await Work.ClaimAsync()).Lease;
        await Store.Gates.CloseAsync([new CloseGate(Account, "provider", "190", TimeSpan.FromSeconds(10)) { Mends = Mending.Itself }], default);
        await Work.QueueAsync();
        await Work.AdvanceAsync(TimeSpan.FromSeconds(10));
        var probes = await Work.ClaimAsync();

        Assert.Equal(MarkStatus.Stopped, (await Work.MarkAsync(lease, early)).Status);
        Assert.Equal(MarkStatus.Marked, (await Work.MarkAsync(probes.Lease, Assert.Single(probes.Deliveries).Id)).Status);
    }

    [Fact]
    public async Task Mark_stops_one_that_tries_where_another_gate_has_closed_since()
    {
        await Work.QueueAsync();
        await ShutAsync();
        var (probe, lease) = await ProbeAsync();

        await Work.CloseAsync(GateScope.Everything);

        Assert.Equal(MarkStatus.Stopped, (await Work.MarkAsync(lease, probe)).Status);
    }

    [Fact]
    public async Task Workers_that_race_for_a_try_get_one()
    {
        await Work.QueueManyAsync(20);
        await ShutAsync();
        await Work.AdvanceAsync(Wait);
        var second = await Work.SecondAsync();
        StoragePorts[] stores = [Store, second];

        var batches = await Task.WhenAll(Enumerable.Range(0, 16).Select(i =>
            Task.Run(() => stores[i % 2].Queue.ClaimAsync(new ClaimRequest($"worker-{i}", 10, Work.Lease), default))));

        Assert.True(Assert.Single(batches.SelectMany(b => b.Deliveries)).IsProbe);
    }

    [Fact]
    public async Task Open_of_a_gate_that_is_tried_opens_it()
    {
        await Work.QueueManyAsync(2);
        await ShutAsync();
        await ProbeAsync();

        Assert.True(await Store.Gates.OpenAsync(Account, "provider", "claire", default));

        Assert.False(Assert.Single((await Work.ClaimAsync()).Deliveries).IsProbe);
    }

    [Fact]
    public async Task A_countrys_gate_stops_no_claim_and_no_mark()
    {
        var id = await Work.QueueAsync();
        var scope = Account with { Country = "250" };
        await Store.Gates.CloseAsync([new CloseGate(scope, "provider", "130497", Wait) { Mends = Mending.Person }], default);

        Assert.Equal(scope, Assert.Single(await Store.Gates.ReadAsync(default)).Scope);
        await Work.SendAsync(id);
        await Work.AdvanceAsync(Wait);
        Assert.Empty(await Store.Gates.ReadAsync(default));
    }

    private Task<IReadOnlyList<bool>> ShutAsync(TimeSpan? longest = null) => Store.Gates.CloseAsync(
        [new CloseGate(Account, "provider", "190: a new token", Wait) { Mends = Mending.Itself, Longest = longest }], default);

    private async Task<(Guid Id, long Lease)> ProbeAsync()
    {
        await Work.AdvanceAsync(Wait);
        var batch = await Work.ClaimAsync();
        var probe = Assert.Single(batch.Deliveries);
        Assert.True(probe.IsProbe);
        return (probe.Id, batch.Lease);
    }
}
