using Notify.Testing.Conformance;

namespace Notify.Storage.Postgres.Tests.Plans;

/// <summary>What the server planned while the queue was empty serves it as well once a campaign has filled it, until it analyzes the tables.</summary>
public sealed class GrownPlanTests(GrowingStore growing) : IClassFixture<GrowingStore>
{
    [Fact]
    public async Task Hot_operations_planned_on_empty_tables_read_none_from_end_to_end_once_they_are_big()
    {
        var plans = await growing.ExplainAsync(store => new HotOperations(store, growing.Finished).RunAsync(), before: GrowAsync);

        plans.SelectMany(p => p.Relations.Select(r => r.Split('_')[0])).Should().Contain(["live", "message", "history", "contact", "idempotency", "rate", "ended", "webhook", "inbound"]);
        var firstColumns = await growing.FirstColumnsAsync();
        plans.Should().Contain(p => p.IsOfFunction && p.Relations.Any(r => r.StartsWith("message", StringComparison.Ordinal)));
        // What is planned anew knows how big the tables are that keep rows for weeks: those are not vacuumed while they are empty.
        plans.Where(p => p.IsOfFunction || !p.Relations.Any(r => r.StartsWith("message", StringComparison.Ordinal) || r.StartsWith("inbound", StringComparison.Ordinal)))
            .Select(p => (p.Query, Faults: p.Faults(BigTables.Names).Concat(p.Walks(firstColumns)).ToList())).Where(p => p.Faults.Count > 0)
            .Select(p => $"{string.Join(", ", p.Faults)}: {p.Query}").Distinct().Should().BeEmpty();
    }

    private async Task GrowAsync(StoragePorts store)
    {
        await growing.TakeForEmptyAsync();
        await new HotOperations(store, growing.Finished).RunAsync();
        await growing.GrowAsync();
    }
}
