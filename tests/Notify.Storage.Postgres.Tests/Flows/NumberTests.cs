using Microsoft.Extensions.DependencyInjection;
using Notify.Deliveries;
using Notify.Storage.Postgres.Auditing;
using Notify.Storage.Postgres.Flows;
using Notify.Storage.Postgres.Tests.Support;

namespace Notify.Storage.Postgres.Tests.Flows;

/// <summary>Numbers of flows and actors: the same on every host, whoever asks first.</summary>
public sealed class NumberTests : LiveDatabaseTest
{
    private static readonly FlowKey Key = new("acme", Channel.WhatsApp, "main", "orders", "order_paid", Priority.Normal);

    [Fact]
    public async Task GetOrAddAsync_raced_by_hosts_gives_each_flow_one_number()
    {
        FlowKey[] keys = [.. Enumerable.Range(0, 50).Select(i => Key with { Tenant = $"t{i % 7}", Template = $"template_{i}" })];
        await using var one = Host();
        await using var two = Host();

        var given = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(async () =>
        {
            FlowKey[] asked = i % 2 == 0 ? keys : [.. keys.Reverse()];
            var ids = await Flows(i % 3 == 0 ? one : two).GetOrAddAsync(asked, isPatient: false, default);
            return i % 2 == 0 ? ids : [.. ids.Reverse()];
        })));

        given.Should().AllSatisfy(ids => ids.Should().Equal(given[0]));
        given[0].Should().OnlyHaveUniqueItems();
        (await Sql.ScalarAsync<long>(Database, "SELECT count(*) FROM notify.flow")).Should().Be(keys.Length);
        await using var third = Host();
        (await Flows(third).GetAsync(given[0], default)).Should().Equal(keys);
    }

    [Fact]
    public async Task GetOrAddAsync_of_the_same_flow_twice_in_a_batch_gives_one_number()
    {
        await using var host = Host();

        var ids = await Flows(host).GetOrAddAsync([Key, Key with { Priority = Priority.Bulk }, Key with { }], isPatient: false, default);

        ids[2].Should().Be(ids[0]).And.NotBe(ids[1]);
    }

    [Fact]
    public async Task FindAsync_of_an_unknown_flow_adds_none()
    {
        await using var host = Host();

        (await Flows(host).FindAsync(Key, default)).Should().BeNull();

        (await Sql.ScalarAsync<long>(Database, "SELECT count(*) FROM notify.flow")).Should().Be(0);
        var added = await Flows(host).GetOrAddAsync([Key], isPatient: false, default);
        (await Flows(host).FindAsync(Key, default)).Should().Be(added[0]);
    }

    [Fact]
    public async Task An_actor_has_one_number_on_every_host()
    {
        await using var one = Host();
        await using var two = Host();

        var first = await Actor(one).GetOrAddAsync("aline", default);

        (await Actor(two).GetOrAddAsync("aline", default)).Should().Be(first);
        (await Actor(one).GetOrAddAsync("app", default)).Should().Be(Actors.App);
        (await Sql.ScalarAsync<string>(Database, $"SELECT name FROM notify.actor WHERE actor_id = {first}")).Should().Be("aline");
    }

    private ServiceProvider Host() => PostgresFixture.Services(options => options.ConnectionString = Database);

    private static FlowCache Flows(IServiceProvider host) => host.GetRequiredService<FlowCache>();

    private static ActorCache Actor(IServiceProvider host) => host.GetRequiredService<ActorCache>();
}
