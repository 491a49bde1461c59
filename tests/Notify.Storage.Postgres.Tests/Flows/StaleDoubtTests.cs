using Notify.Deliveries;
using Notify.Receipts;
using Notify.Storage.Postgres.Tests.Support;

namespace Notify.Storage.Postgres.Tests.Flows;

/// <summary>The database has gone back in time behind a pooler, which hides that a connection broke, and has given a flow's number to another.</summary>
public sealed class StaleDoubtTests : PostgresTest
{
    private static readonly UnconfirmedPolicy Never = new(UnconfirmedAction.Never, TimeSpan.FromMinutes(5), 5);
    private static readonly UnconfirmedPolicy Resend = new(UnconfirmedAction.Resend, TimeSpan.FromMinutes(5), 5);

    [Fact]
    public async Task RecoverAsync_settles_doubt_as_is_said_for_the_flow_the_number_stands_for_now()
    {
        var id = (await Backlog.QueueAsync(Store, 1, Backlog.Flow("acme"), Fixture.Clock))[0];
        var batch = await Store.Queue.ClaimAsync(new ClaimRequest("worker-1", 10, TimeSpan.FromMinutes(1)), default);
        await Store.Queue.MarkAsync(batch.Lease, [new MarkItem(id, null)], default);
        await Fixture.AdvanceAsync(TimeSpan.FromMinutes(2));
        (await RecoverAsync()).NowUnconfirmed.Should().Be(1);
        await Sql.RunAsync(Fixture.ConnectionString, $"UPDATE {TestServer.Schema}.flow SET tenant = 'zenith'");
        await Fixture.AdvanceAsync(TimeSpan.FromMinutes(6));

        (await RecoverAsync()).Requeued.Should().Be(0);
    }

    // Those of the one tenant are sent again, those of the other never.
    private Task<RecoveryReport> RecoverAsync() => Store.Queue.RecoverAsync(
        new RecoveryRequest(
            100, Never, new Dictionary<(string?, Channel, string), UnconfirmedPolicy> { [("acme", Channel.WhatsApp, "order_paid")] = Resend }), default);
}
