using Notify.Contacts;
using Notify.Deliveries;
using Notify.Storage.Postgres.Tests.Support;
using Notify.Testing;

namespace Notify.Storage.Postgres.Tests.Contacts;

/// <summary>An erasure between an app's enqueue and its commit: neither sees the other.</summary>
public sealed class ErasureRaceTests : PostgresTest
{
    private static readonly ContactKey Key = new("acme", Address.Phone(A.Number));
    private static readonly RecoveryRequest Recovery = new(10, new UnconfirmedPolicy(UnconfirmedAction.Auto, TimeSpan.FromMinutes(5), 5), new Dictionary<(string?, Channel, string), UnconfirmedPolicy>());

    [Fact]
    public async Task Settle_as_erased_empties_what_was_committed_after_the_erasure()
    {
        await EnqueueAcrossAsync(isDue: true);
        var batch = await Store.Queue.ClaimAsync(new ClaimRequest("worker-1", 10, TimeSpan.FromMinutes(1)), default);
        batch.Deliveries.Should().ContainSingle().Which.Payload.Length.Should().NotBe(0, "neither could see the other");

        await Store.Queue.SettleAsync(batch.Lease, [Settlement.Block(batch.Deliveries[0].Id, Reasons.Erased)], default);

        (await PayloadsAsync()).Should().Be(0);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(23)]
    public async Task Recover_empties_what_was_committed_after_the_erasure(int hoursOpen)
    {
        await EnqueueAcrossAsync(isDue: false, hoursOpen);
        (await PayloadsAsync()).Should().Be(1, "neither could see the other");
        await Fixture.AdvanceAsync(hoursOpen == 0 ? TimeSpan.FromSeconds(10) : TimeSpan.FromDays(1));

        await Store.Queue.RecoverAsync(Recovery, default);

        (await PayloadsAsync()).Should().Be(0);
        (await Sql.ScalarAsync<long>(Fixture.ConnectionString, "SELECT count(*) FROM notify.live WHERE is_erased")).Should().Be(1);
    }

    [Fact]
    public async Task Recover_looks_for_a_day_each_time_after_twice_as_long()
    {
        await EraseAsync();
        var looks = 0;
        for (var minute = 0; minute < 60 + 48; minute++)
        {
            looks += await DueAsync() > 0 ? 1 : 0;
            await Store.Queue.RecoverAsync(Recovery, default);
            (await DueAsync()).Should().Be(0);
            await Fixture.AdvanceAsync(minute < 60 ? TimeSpan.FromMinutes(1) : TimeSpan.FromHours(1));
        }

        looks.Should().BeInRange(8, 14);
        (await Sql.ScalarAsync<long>(Fixture.ConnectionString, "SELECT count(*) FROM notify.erasure")).Should().Be(0);
    }

    private async Task EnqueueAcrossAsync(bool isDue, int hoursOpen = 0)
    {
        var contact = (await Store.Contacts.FindOrAddAsync([Key], null, default)).Contacts[0]!;
        var notification = Backlog.New(Backlog.Flow("acme"), contact.Id, Fixture.Clock);
        if (!isDue)
        {
            notification = notification with { Deliveries = [notification.Deliveries[0] with { NotBefore = Fixture.Clock.GetUtcNow() + TimeSpan.FromDays(30) }] };
        }

        await using var connection = await Fixture.Hand.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await Store.Queue.EnqueueAsync([notification], transaction, default);
        await EraseAsync();
        for (var hour = 0; hour < hoursOpen; hour++)
        {
            await Fixture.AdvanceAsync(TimeSpan.FromHours(1));
            await Store.Queue.RecoverAsync(Recovery, default);
        }

        await transaction.CommitAsync();
    }

    private Task<ErasureReport> EraseAsync() => Store.Erasure.EraseAsync(new ErasureRequest(Key, "asked to be forgotten", "claire"), default);

    private Task<long> PayloadsAsync() => Sql.ScalarAsync<long>(Fixture.ConnectionString, "SELECT count(*) FROM notify.message WHERE octet_length(payload) > 0");

    private Task<long> DueAsync() => Sql.ScalarAsync<long>(Fixture.ConnectionString, "SELECT count(*) FROM notify.erasure WHERE look_at <= notify.clock()");
}
