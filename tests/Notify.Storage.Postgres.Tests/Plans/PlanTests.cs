using System.Text.Json;

namespace Notify.Storage.Postgres.Tests.Plans;

/// <summary>The checker of plans finds what it is there to find.</summary>
public sealed class PlanTests
{
    [Theory]
    [InlineData("""{"Node Type": "Seq Scan", "Relation Name": "live"}""", "Seq Scan on live")]
    [InlineData("""{"Node Type": "Limit", "Plans": [{"Node Type": "Append", "Plans": [{"Node Type": "Seq Scan", "Relation Name": "history_2026w48"}]}]}""", "Seq Scan on history_2026w48")]
    [InlineData("""{"Node Type": "Index Scan", "Relation Name": "live", "Actual Rows": 10, "Rows Removed by Filter": 90, "Actual Loops": 201}""", "Index Scan reads 20100 rows of live")]
    [InlineData("""{"Node Type": "Hash Join", "Plans": [{"Node Type": "Function Scan"}, {"Node Type": "Hash", "Plans": [{"Node Type": "Index Scan", "Relation Name": "live"}]}]}""", "Hash Join over live")]
    [InlineData("""{"Node Type": "Merge Join", "Plans": [{"Node Type": "Index Scan", "Relation Name": "live"}, {"Node Type": "Sort"}]}""", "Merge Join over live")]
    public void Faults_of_what_grows_with_a_big_table_names_it(string json, string expected) => Faults(json).Should().Equal(expected);

    [Theory]
    [InlineData("""{"Node Type": "Index Scan", "Relation Name": "live", "Actual Rows": 1, "Actual Loops": 500}""")]
    [InlineData("""{"Node Type": "Seq Scan", "Relation Name": "gate"}""")]
    [InlineData("""{"Node Type": "Seq Scan", "Relation Name": "lively"}""")]
    [InlineData("""{"Node Type": "Hash Join", "Plans": [{"Node Type": "Seq Scan", "Relation Name": "flow"}, {"Node Type": "Hash"}]}""")]
    [InlineData("""{"Node Type": "Hash Join", "Plans": [{"Node Type": "Hash"}, {"Node Type": "Index Scan", "Relation Name": "live", "Parent Relationship": "SubPlan"}]}""")]
    [InlineData("""{"Node Type": "Nested Loop", "Plans": [{"Node Type": "Function Scan"}, {"Node Type": "Index Scan", "Relation Name": "live"}]}""")]
    public void Faults_of_what_does_not_grow_is_empty(string json) => Faults(json).Should().BeEmpty();

    [Theory]
    [InlineData("""{"Node Type": "Index Scan", "Index Name": "live_pkey", "Actual Rows": 500, "Actual Loops": 1}""", true)]
    [InlineData("""{"Node Type": "Index Scan", "Index Name": "live_pkey", "Index Cond": "(number = 1)", "Actual Rows": 1, "Actual Loops": 1}""", true)]
    [InlineData("""{"Node Type": "Index Scan", "Index Name": "live_pkey", "Index Cond": "(number = u.id)", "Actual Rows": 1, "Actual Loops": 1}""", true)]
    [InlineData("""{"Node Type": "Limit", "Plans": [{"Node Type": "Index Scan", "Index Name": "live_pkey", "Index Cond": "(number = 1)", "Actual Rows": 1, "Actual Loops": 1}]}""", true)]
    [InlineData("""{"Node Type": "Index Scan", "Index Name": "live_pkey", "Index Cond": "(ROW(id, number) < ROW(u.id, 1))", "Actual Rows": 500, "Actual Loops": 1}""", false)]
    [InlineData("""{"Node Type": "Index Scan", "Index Name": "live_pkey", "Index Cond": "(id = ANY (ARRAY[u.id]))", "Actual Rows": 500, "Actual Loops": 1}""", false)]
    [InlineData("""{"Node Type": "Index Scan", "Index Name": "live_pkey", "Index Cond": "(number = 1)", "Actual Rows": 0, "Actual Loops": 0}""", false)]
    [InlineData("""{"Node Type": "Index Scan", "Index Name": "live_pkey", "Actual Rows": 1, "Actual Loops": 1}""", false)]
    [InlineData("""{"Node Type": "Limit", "Plans": [{"Node Type": "Index Scan", "Index Name": "live_pkey", "Actual Rows": 20, "Actual Loops": 1}]}""", false)]
    [InlineData("""{"Node Type": "Index Scan", "Index Name": "flow_pkey", "Actual Rows": 500, "Actual Loops": 1}""", false)]
    public void Walks_are_scans_of_an_index_without_what_it_begins_with(string json, bool isWalk)
    {
        using var document = JsonDocument.Parse(json);
        var walks = new Plan("", document.RootElement.Clone()).Walks(new Dictionary<string, string>(StringComparer.Ordinal) { ["live_pkey"] = "id" });

        walks.Should().BeEquivalentTo(isWalk ? ["Index Scan walks live_pkey"] : Array.Empty<string>());
    }

    private static IReadOnlyList<string> Faults(string json)
    {
        using var document = JsonDocument.Parse(json);
        return new Plan("", document.RootElement.Clone()).Faults(["live", "history"]);
    }
}
