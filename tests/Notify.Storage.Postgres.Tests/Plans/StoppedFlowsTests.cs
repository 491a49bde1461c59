using System.Text.Json;
using System.Text.RegularExpressions;
using Npgsql;
using Notify.Deliveries;
using Notify.Gates;
using Notify.Storage.Postgres.Tests.Support;

namespace Notify.Storage.Postgres.Tests.Plans;

/// <summary>A stop over thousands of lines costs each claim a look at each line, and no more.</summary>
public sealed class StoppedFlowsTests : PostgresTest
{
    private const int Tenants = 2000;
    private const int Templates = 5;
    private const int Flows = Tenants * Templates;

    // Steps of the statements that look at every line, each line's first row and its tenant, and twice that.
    private const double MostLooks = 30.0 * Flows;

    [Theory]
    [InlineData("one gate before all")]
    [InlineData("a gate before each tenant")]
    [InlineData("each tenant's quota used up")]
    public async Task Claim_and_mark_beside_thousands_of_stopped_flows_look_at_each_a_few_times(string stop)
    {
        Fixture.ChangesTables = true;
        await Sql.RunAsync(Fixture.ConnectionString, $"""
            INSERT INTO notify.flow (tenant, channel, account, domain, template, priority)
            SELECT 'tenant-' || t, 'whatsapp', 'main', 'orders', 'template-' || m, 2 FROM generate_series(1, {Tenants}) t, generate_series(1, {Templates}) m;
            INSERT INTO notify.live (id, queued_at, ready_at, number, flow_id, state)
            SELECT gen_random_uuid(), notify.clock(), notify.clock(), nextval('notify.entry_number'), flow_id, 1 FROM notify.flow
            """);
        await StopAsync(stop);
        var open = await Backlog.QueueAsync(Store, 10, Backlog.Flow("open") with { Account = "other" }, Fixture.Clock);
        await Sql.RunAsync(Fixture.ConnectionString, "VACUUM ANALYZE notify.live, notify.flow, notify.gate, notify.quota");

        var plans = await ExplainAsync();

        plans.Sum(p => p.Visited).Should().BeInRange(Flows, MostLooks);
        plans.Should().NotContain(p => Compares(p), "a list of flows is hashed, not gone through for each row");
        (await Store.Queue.ClaimAsync(new ClaimRequest("worker-1", 100, TimeSpan.FromMinutes(1)), default)).Deliveries.Select(d => d.Id).Should().BeEquivalentTo(open);
    }

    private async Task StopAsync(string stop)
    {
        switch (stop)
        {
            case "one gate before all":
                await Store.Gates.CloseAsync([new CloseGate(new GateScope { Account = "main" }, "operator", "test", null)], default);
                break;
            case "a gate before each tenant":
                await Store.Gates.CloseAsync(
                    [.. Enumerable.Range(1, Tenants).Select(t => new CloseGate(new GateScope { Tenant = $"tenant-{t}" }, "operator", "test", null))], default);
                break;
            default:
                await Sql.RunAsync(Fixture.ConnectionString, $"""
                    INSERT INTO notify.quota (tenant, most, period, ends_at, used)
                    SELECT 'tenant-' || t, 1, interval '1 day', notify.clock() + interval '1 day', 1 FROM generate_series(1, {Tenants}) t
                    """);
                break;
        }
    }

    // How the server runs a claim and a mark, the statements inside of the functions too.
    private async Task<IReadOnlyList<Plan>> ExplainAsync()
    {
        var plans = new List<Plan>();
        await using var connection = await Fixture.Hand.OpenConnectionAsync();
        await RunAsync(connection, "LOAD 'auto_explain'");
        await using var transaction = await connection.BeginTransactionAsync();
        await RunAsync(connection, """
            SET LOCAL auto_explain.log_min_duration = 0; SET LOCAL auto_explain.log_nested_statements = on; SET LOCAL auto_explain.log_analyze = on;
            SET LOCAL auto_explain.log_timing = off; SET LOCAL auto_explain.log_verbose = on; SET LOCAL auto_explain.log_format = json
            """);
        await RunAsync(connection, "SET LOCAL client_min_messages = log");
        connection.Notice += (_, e) => plans.AddRange(Read(e.Notice.MessageText));
        await RunAsync(connection, "SELECT l.lease, l.id FROM notify.claim(1, 100, '1 minute') l");
        await RunAsync(connection, "SELECT * FROM notify.mark((SELECT max(lease) FROM notify.lease), (SELECT array_agg(id) FROM notify.live WHERE lease > 0), ARRAY[]::text[])");
        await transaction.RollbackAsync();
        return plans;
    }

    private static IEnumerable<Plan> Read(string message)
    {
        if (message.IndexOf("plan:", StringComparison.Ordinal) is >= 0 and var begins)
        {
            using var document = JsonDocument.Parse(message[(begins + "plan:".Length)..]);
            yield return new Plan(document.RootElement.GetProperty("Query Text").GetString()!, document.RootElement.GetProperty("Plan").Clone());
        }
    }

    // Not what is one flow's index looked up.
    private static bool Compares(Plan plan) => Regex.IsMatch(plan.Json.GetRawText(), @"flow_id (<> ALL|= ANY \((?!ARRAY\[))", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(10));

    private static async Task RunAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
