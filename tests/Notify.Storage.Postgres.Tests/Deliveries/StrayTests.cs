using Notify.Auditing;
using Notify.Contacts;
using Notify.Deliveries;
using Notify.Receipts;
using Notify.Sending;
using Notify.Storage.Postgres.Tests.Support;
using Notify.Testing;

namespace Notify.Storage.Postgres.Tests.Deliveries;

/// <summary>Ids made by a clock that is far off: look-ups that trust an id's time must find them all the same.</summary>
public sealed class StrayTests : PostgresTest
{
    private const string Tenant = "acme";

    [Theory]
    [InlineData(-365)]
    [InlineData(365)]
    [InlineData(1)]
    public async Task A_delivery_whose_id_is_days_off_lives_a_whole_life(int days)
    {
        var contact = (await Store.Contacts.FindOrAddAsync([new ContactKey(Tenant, Address.Phone(A.Number))], null, default)).Contacts[0]!;
        var clock = new ManualTimeProvider(Fixture.Clock.GetUtcNow().AddDays(days));
        var notification = Backlog.New(Backlog.Flow(Tenant), contact.Id, clock);
        var id = notification.Deliveries[0].Id;
        await Store.Queue.EnqueueAsync([notification], null, default);

        var batch = await Store.Queue.ClaimAsync(new ClaimRequest("worker-1", 10, TimeSpan.FromMinutes(1)), default);
        var mark = Assert.Single(await Store.Queue.MarkAsync(batch.Lease, [new MarkItem(id, null)], default));
        await Store.Queue.SettleAsync(batch.Lease, [Settlement.Sent(id, mark.SendNumber, "wamid.1")], default);
        (await StateAsync(id)).Should().Be(DeliveryState.Sent);

        var receipt = new Receipt
        {
            Channel = batch.Deliveries[0].Flow.Channel,
            Account = batch.Deliveries[0].Flow.Account,
            Reference = new SendReference(id, mark.SendNumber),
            Status = ReceiptStatus.Delivered,
        };
        (await Store.Receipts.ApplyAsync([new ReceiptUpdate(receipt, null)], default)).Should().Equal(ReceiptEffect.Applied);

        (await StateAsync(id)).Should().Be(DeliveryState.Delivered);
        var trail = await Store.Log.TrailAsync(new TrailQuery(Tenant) { NotificationId = notification.Id }, default);
        trail.Select(e => e.Event).Should().Equal("queued", "claimed", "sending", "sent", "delivered");
        (await Store.Log.PageAsync(new DeliverySelection(Tenant) { DeliveryId = id }, 10, null, default)).Deliveries.Should().ContainSingle();
    }

    private async Task<DeliveryState> StateAsync(Guid id) => (await Store.Log.GetAsync([id], default))[id].State;
}
