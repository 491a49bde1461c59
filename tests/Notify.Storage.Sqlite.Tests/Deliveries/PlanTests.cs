using Notify.Deliveries;
using Notify.Storage.Sqlite.Database;
using Notify.Storage.Sqlite.Deliveries;
using Notify.Storage.Sqlite.Tests.Support;

namespace Notify.Storage.Sqlite.Tests.Deliveries;

/// <summary>No statement of the store reads a big table from end to end.</summary>
public sealed class PlanTests : SqliteTest
{
    private static readonly string[] Files =
    [
        "Auditing/audit", "Contacts/contact", "Contacts/erased", "Deliveries/claim", "Deliveries/count", "Deliveries/delivery", "Deliveries/key",
        "Deliveries/recovery", "Flows/flow", "Limits/limit", "Limits/quota", "Limits/pace", "Maintenance/old", "Plans/plan", "Receipts/receipt",
        "Sessions/session",
    ];

    public static TheoryData<string> Statements()
    {
        var data = new TheoryData<string>();
        foreach (var sql in Files.SelectMany(f => SqlFile.ReadAll(f).Split("-- name: ")[1..]))
        {
            data.Add(sql[sql.IndexOf('\n', StringComparison.Ordinal)..].Trim());
        }

        return data;
    }

    public static TheoryData<string> Selections()
    {
        var all = new DeliverySelection("acme");
        DeliverySelection[] selections =
        [
            all,
            all with { NotificationId = Guid.Empty },
            all with { DeliveryId = Guid.Empty },
            all with { ContactId = Guid.Empty },
            all with { CorrelationId = "c" },
            all with { CampaignId = "c" },
            all with { Domain = "orders" },
            all with { ContactId = Guid.Empty, Domain = "orders" },
            all with { ContactId = Guid.Empty, QueuedFrom = DateTimeOffset.UnixEpoch, QueuedBefore = DateTimeOffset.MaxValue },
        ];
        var data = new TheoryData<string>();
        foreach (var selection in selections)
        {
            data.Add($"{RecordTable.Select}{SelectionFilter.Of(selection, null, byState: false)} ORDER BY d.id DESC LIMIT 10");
            foreach (var state in Enum.GetValues<DeliveryState>())
            {
                data.Add($"{RecordTable.Select}{SelectionFilter.Of(selection, state, byState: false)} ORDER BY d.id DESC LIMIT 10");
                data.Add($"{RecordTable.Select}{SelectionFilter.Of(selection, state, byState: true)} ORDER BY d.id DESC LIMIT 10");
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Statements))]
    public void Statement_is_answered_by_an_index(string sql) => PlanOf(sql).Where(IsScan).Should().BeEmpty(sql);

    [Theory]
    [MemberData(nameof(Selections))]
    public void Selection_is_answered_by_an_index(string sql) => PlanOf(sql).Where(IsScan).Should().BeEmpty(sql);

    [Fact]
    public void Selection_by_contact_does_not_walk_the_tenant()
    {
        var sql = $"{RecordTable.Select}{SelectionFilter.Of(new DeliverySelection("acme") { ContactId = Guid.Empty }, null, byState: false)}";

        PlanOf(sql).Should().ContainSingle(step => step.Contains("delivery_by_contact", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(DeliveryState.Queued, "delivery_queued")]
    [InlineData(DeliveryState.Claimed, "delivery_held")]
    [InlineData(DeliveryState.Failed, "delivery_ended")]
    public void Selection_of_a_rare_state_goes_by_that_state(DeliveryState state, string index)
    {
        var sql = $"{RecordTable.Select}{SelectionFilter.Of(new DeliverySelection("acme"), state, byState: true)}";

        PlanOf(sql).Should().Contain(step => step.Contains(index, StringComparison.Ordinal));
    }

    // A partial index over live rows, a look at the first few of a key and a table of a handful of rows are no scans of history.
    private static bool IsScan(string step) =>
        step.StartsWith("SCAN ", StringComparison.Ordinal)
        && !step.Contains("delivery_held", StringComparison.Ordinal)
        && !step.Contains("idempotency_key", StringComparison.Ordinal)
        && step is not "SCAN receipt" and not "SCAN quota" and not "SCAN pace"
        && !step.Contains("CONSTANT ROW", StringComparison.Ordinal)
        && step is not "SCAN c" and not "SCAN f";

    private List<string> PlanOf(string sql)
    {
        using var connection = Outside();
        using var plan = new Statement(connection, $"EXPLAIN QUERY PLAN {sql}");
        var steps = new List<string>();
        while (plan.Step())
        {
            steps.Add(plan.Text(3));
        }

        return steps;
    }
}
