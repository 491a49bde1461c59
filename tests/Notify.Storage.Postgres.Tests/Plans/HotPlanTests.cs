using Notify.Storage.Postgres.Tests.Support;
using Notify.Testing.Conformance;

namespace Notify.Storage.Postgres.Tests.Plans;

/// <summary>What workers and apps ask for all the time costs the same however many rows there are.</summary>
public sealed class HotPlanTests(BigStore big) : IClassFixture<BigStore>
{
    [Fact]
    public async Task Hot_operations_read_no_big_table_from_end_to_end()
    {
        // As it is after a large import, and as it is later.
        foreach (var isAnalyzed in new[] { false, true })
        {
            if (isAnalyzed)
            {
                await Sql.RunAsync(big.Database, "VACUUM ANALYZE");
            }

            var plans = await big.ExplainAsync(OperateAsync);

            plans.SelectMany(p => p.Relations.Select(r => r.Split('_')[0])).Should().Contain(["live", "message", "history", "contact", "idempotency", "rate", "ended", "webhook", "inbound"]);
            var faults = plans.Select(p => (p.Query, Faults: p.Faults(BigTables.Names))).Where(p => p.Faults.Count > 0)
                .Select(p => $"{string.Join(", ", p.Faults)}: {p.Query}").Distinct();
            faults.Should().BeEmpty(isAnalyzed ? "the server knows the tables" : "the server knows nothing of the tables");
        }
    }

    [Fact]
    public async Task A_look_through_all_rows_would_be_seen()
    {
        var plans = await big.ExplainAsync(_ => Sql.RunAsync(big.Database, "SET max_parallel_workers_per_gather = 0; SELECT count(*) FROM notify.live WHERE detail = 'x'"));

        plans.SelectMany(p => p.Faults(BigTables.Names)).Should().Equal("Seq Scan on live");
    }

    private async Task OperateAsync(StoragePorts store)
    {
        var operations = new HotOperations(store, big.Finished);
        // More often than it takes the server to settle on a plan.
        for (var round = 0; round < 7; round++)
        {
            await operations.RunAsync();
        }
    }
}
