using System.Text;
using Notify.Contacts;
using Notify.Deliveries;
using Notify.Receipts;
using Notify.Sending;
using Notify.Storage.Sqlite.Tests.Support;

namespace Notify.Storage.Sqlite.Tests.Contacts;

public sealed class ErasureTests : SqliteTest
{
    private const string Number = "+250788999111";
    private const string ProviderId = "wamid.HBgMMjUwNzg4OTk5MTEx";

    [Fact]
    public async Task Erase_leaves_nothing_of_the_person_in_the_file()
    {
        var key = new ContactKey("acme", Address.Phone(Number));
        var contact = await Store.Contacts.SaveAsync(key, new ContactPreferences { Zone = "Africa/Kigali-test" }, default);
        var id = Ids.NewNotification(Fixture.Clock);
        var delivery = new NewDelivery
        {
            Id = Ids.Delivery(id, 1),
            ContactId = contact.Id,
            Flow = new FlowKey("acme", Channel.WhatsApp, "main", "orders", "order_paid", Priority.Normal),
            Payload = Encoding.UTF8.GetBytes($"{Number} Aline Uwase owes nothing"),
        };
        await Store.Queue.EnqueueAsync([new NewNotification { Id = id, Tenant = "acme", Deliveries = [delivery] }], null, default);
        var batch = await Store.Queue.ClaimAsync(new ClaimRequest("worker", 1, TimeSpan.FromMinutes(1)), default);
        await Store.Queue.MarkAsync(batch.Lease, [new MarkItem(delivery.Id, null)], default);
        await Store.Queue.SettleAsync(batch.Lease, [Settlement.Sent(delivery.Id, 1, ProviderId)], default);
        await ReceiveAsync(delivery.Id, ReceiptStatus.Delivered);
        Traces().Should().BeEquivalentTo([Number, "Aline Uwase", ProviderId, "Kigali-test"]);

        await Store.Erasure.EraseAsync(new ErasureRequest(key, "asked", "app"), default);
        await ReceiveAsync(delivery.Id, ReceiptStatus.Read);

        Traces().Should().BeEmpty();
        (await Store.Log.GetAsync([delivery.Id], default))[delivery.Id].State.Should().Be(DeliveryState.Read);
    }

    private async Task ReceiveAsync(Guid id, ReceiptStatus status) => await Store.Receipts.ApplyAsync(
        [
            new ReceiptUpdate(
                new Receipt
                {
                    Channel = Channel.WhatsApp, Account = "main", Reference = new SendReference(id, 1), Status = status, ProviderMessageId = ProviderId,
                },
                null),
        ],
        default);

    // Everything the file holds, once the log is written back into it.
    private IEnumerable<string> Traces()
    {
        using (var connection = Outside())
        {
            connection.Scalar("PRAGMA wal_checkpoint(TRUNCATE)");
        }

        var text = Encoding.Latin1.GetString(Bytes(Fixture.File));
        return new[] { Number, "Aline Uwase", ProviderId, "Kigali-test" }.Where(t => text.Contains(t, StringComparison.Ordinal)).ToList();
    }

    private static byte[] Bytes(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        return bytes;
    }
}
