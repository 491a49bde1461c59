using Notify.Testing.Conformance;

namespace Notify.Storage.Postgres.Tests.Plans;

/// <summary>What the server planned while the queue was empty serves it as well once a campaign has filled it: it may be a minute until it plans anew.</summary>
public sealed class GrownPlanTests(GrowingStore growing) : IClassFixture<GrowingStore>
{
    [Fact]
    public async Task Hot_operations_planned_on_empty_tables_read_none_from_end_to_end_once_they_are_big()
    {
        var plans = await growing.ExplainAsync(store => new HotOperations(store, growing.Finished).RunAsync(), before: GrowAsync);

        plans.SelectMany(p => p.Relations.Select(r => r.Split('_')[0])).Should().Contain(["live", "message", "history", "contact", "idempotency", "rate", "ended", "webhook", "inbound"]);
        plans.Select(p => (p.Query, Faults: p.Faults(BigTables.Names))).Where(p => p.Faults.Count > 0)
            .Select(p => $"{string.Join(", ", p.Faults)}: {p.Query}").Distinct().Should().BeEmpty();
    }

    private async Task GrowAsync(StoragePorts store)
    {
        await growing.TakeForEmptyAsync();
        await new HotOperations(store, growing.Finished).RunAsync();
        await growing.GrowAsync();
    }
}
