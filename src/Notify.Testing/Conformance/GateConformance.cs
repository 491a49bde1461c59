using Notify.Deliveries;
using Notify.Gates;
using Notify.Testing.Conformance.Support;
using Xunit;

namespace Notify.Testing.Conformance;

/// <summary>What <see cref="IGates"/> promises, and that the claim does not reach past a closed one.</summary>
/// <typeparam name="TFixture">The provider's fixture.</typeparam>
public abstract class GateConformance<TFixture> : StorageConformance<TFixture>
    where TFixture : StorageFixture, new()
{
    private static readonly GateScope Orders = new() { Domain = "orders" };

    [Fact]
    public async Task Read_gives_what_is_closed()
    {
        var scope = new GateScope { Tenant = Work.Tenant, Channel = "whatsapp", Account = Work.Account, Domain = "orders", Template = "order_paid" };

        await Store.Gates.CloseAsync(
            [new(scope, "operator", "wrong price", null), new(GateScope.Everything, "provider", "token", TimeSpan.FromMinutes(5))], default);

        Assert.Equal(
            [
                new Gate(scope, "operator", "wrong price", Work.Now, null),
                new Gate(GateScope.Everything, "provider", "token", Work.Now, Work.Now.AddMinutes(5)),
            ],
            (await Store.Gates.ReadAsync(default)).OrderBy(g => g.Source, StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(null, null, null, null, null)]
    [InlineData("acme", null, null, null, null)]
    [InlineData(null, "whatsapp", null, null, null)]
    [InlineData(null, "whatsapp", "main", null, null)]
    [InlineData(null, null, null, "orders", null)]
    [InlineData(null, null, null, null, "order_paid")]
    [InlineData("acme", "whatsapp", "main", "orders", "order_paid")]
    public async Task Claim_stops_at_a_gate_that_covers_the_flow(string? tenant, string? channel, string? account, string? domain, string? template)
    {
        var id = await Work.QueueAsync();
        var scope = new GateScope { Tenant = tenant, Channel = channel, Account = account, Domain = domain, Template = template };
        await Work.CloseAsync(scope);

        Assert.Empty((await Work.ClaimAsync()).Deliveries);
        Assert.Equal(0, (await Work.RecordAsync(id)).Attempts);

        Assert.True(await Store.Gates.OpenAsync(scope, "operator", "claire", default));
        Assert.Equal(id, Assert.Single((await Work.ClaimAsync()).Deliveries).Id);
    }

    [Theory]
    [InlineData("globex", null, null, null, null)]
    [InlineData(null, "sms", null, null, null)]
    [InlineData(null, "whatsapp", "second", null, null)]
    [InlineData(null, null, null, "billing", null)]
    [InlineData(null, null, null, null, "order_sent")]
    [InlineData("acme", "whatsapp", "main", "orders", "order_sent")]
    public async Task Claim_goes_on_past_a_gate_that_does_not_cover_the_flow(
        string? tenant, string? channel, string? account, string? domain, string? template)
    {
        await Work.QueueAsync();
        await Work.CloseAsync(new GateScope { Tenant = tenant, Channel = channel, Account = account, Domain = domain, Template = template });

        Assert.Single((await Work.ClaimAsync()).Deliveries);
    }

    [Fact]
    public async Task Claim_fills_its_batch_from_flows_that_are_open()
    {
        await Work.QueueManyAsync(50, Work.Flow(template: "stopped", priority: Priority.Critical));
        await Work.AdvanceAsync(TimeSpan.FromMinutes(1));
        await Work.QueueManyAsync(5, Work.Flow(priority: Priority.Bulk));
        await Work.CloseAsync(new GateScope { Template = "stopped" });

        var batch = await Work.ClaimAsync(10);

        Assert.Equal(5, batch.Deliveries.Count);
        Assert.All(batch.Deliveries, d => Assert.Equal("order_paid", d.Flow.Template));
    }

    [Fact]
    public async Task Close_for_a_while_opens_by_itself_by_the_stores_clock()
    {
        await Work.QueueAsync();
        await Work.CloseAsync(Orders, TimeSpan.FromMinutes(5));

        await Work.AdvanceAsync(TimeSpan.FromMinutes(5) - TimeSpan.FromMilliseconds(1));
        Assert.Empty((await Work.ClaimAsync()).Deliveries);
        Assert.Single(await Store.Gates.ReadAsync(default));
        await Work.AdvanceAsync(TimeSpan.FromMilliseconds(1));

        Assert.Empty(await Store.Gates.ReadAsync(default));
        Assert.Single((await Work.ClaimAsync()).Deliveries);
    }

    [Fact]
    public async Task Close_again_replaces_the_reason_and_moves_the_end_out()
    {
        await Store.Gates.CloseAsync([new(Orders, "provider", "first", TimeSpan.FromMinutes(5))], default);
        await Work.AdvanceAsync(TimeSpan.FromMinutes(1));

        await Store.Gates.CloseAsync([new(Orders, "provider", "second", TimeSpan.FromMinutes(10))], default);

        var gate = Assert.Single(await Store.Gates.ReadAsync(default));
        Assert.Equal(("second", Work.Now.AddMinutes(10)), (gate.Reason, gate.Until));
    }

    [Theory]
    [InlineData(10, 5, 10)]
    [InlineData(null, 5, null)]
    [InlineData(5, null, null)]
    public async Task Close_again_by_the_same_source_never_shortens(int? first, int? second, int? expected)
    {
        await Work.CloseAsync(Orders, first * TimeSpan.FromMinutes(1));
        await Work.CloseAsync(Orders, second * TimeSpan.FromMinutes(1));

        Assert.Equal(Work.Now + (expected * TimeSpan.FromMinutes(1)), Assert.Single(await Store.Gates.ReadAsync(default)).Until);
    }

    [Fact]
    public async Task Close_again_after_the_end_starts_anew()
    {
        await Work.CloseAsync(Orders, TimeSpan.FromMinutes(10));
        await Work.AdvanceAsync(TimeSpan.FromMinutes(20));

        await Work.CloseAsync(Orders, TimeSpan.FromMinutes(1));

        var gate = Assert.Single(await Store.Gates.ReadAsync(default));
        Assert.Equal((Work.Now, Work.Now.AddMinutes(1)), (gate.ClosedAt, gate.Until));
    }

    [Fact]
    public async Task Sources_close_and_open_apart()
    {
        await Work.QueueAsync();
        await Work.CloseAsync(Orders);
        await Work.CloseAsync(Orders, TimeSpan.FromMinutes(5), "provider");
        Assert.Equal(2, (await Store.Gates.ReadAsync(default)).Count);

        Assert.True(await Store.Gates.OpenAsync(Orders, "operator", "claire", default));
        Assert.Empty((await Work.ClaimAsync()).Deliveries);
        Assert.Equal("provider", Assert.Single(await Store.Gates.ReadAsync(default)).Source);

        Assert.True(await Store.Gates.OpenAsync(Orders, "provider", "claire", default));
        Assert.Single((await Work.ClaimAsync()).Deliveries);
    }

    [Fact]
    public async Task Open_of_what_is_not_closed_says_so()
    {
        await Work.CloseAsync(Orders);

        Assert.False(await Store.Gates.OpenAsync(GateScope.Everything, "operator", "claire", default));
        Assert.False(await Store.Gates.OpenAsync(Orders, "provider", "claire", default));
        Assert.True(await Store.Gates.OpenAsync(Orders, "operator", "claire", default));
        Assert.False(await Store.Gates.OpenAsync(Orders, "operator", "claire", default));
    }

    [Fact]
    public async Task A_gate_closed_by_one_instance_is_obeyed_by_another()
    {
        var second = await Work.SecondAsync();
        await Work.QueueAsync();
        await second.Queue.ClaimAsync(new ClaimRequest("warm-up", 1, TimeSpan.FromSeconds(1)), default);
        await Work.AdvanceAsync(TimeSpan.FromSeconds(2));
        await Work.RecoverAsync();

        await Work.CloseAsync(GateScope.Everything);

        Assert.Empty((await second.Queue.ClaimAsync(new ClaimRequest("worker-2", 10, Work.Lease), default)).Deliveries);
        Assert.Single(await second.Gates.ReadAsync(default));
    }
}
