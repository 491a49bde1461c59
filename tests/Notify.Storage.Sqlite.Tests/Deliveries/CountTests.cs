using Notify.Contacts;
using Notify.Deliveries;
using Notify.Receipts;
using Notify.Sending;
using Notify.Storage.Sqlite.Tests.Support;

namespace Notify.Storage.Sqlite.Tests.Deliveries;

public sealed class CountTests : SqliteTest
{
    private static readonly CommandInfo Info = new("claire", "test");
    private readonly List<Guid> _ids = [];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Counts_agree_with_the_deliveries_after_anything(int seed)
    {
        var random = new Random(seed);
        for (var step = 0; step < 120; step++)
        {
            await DoAsync(random);
        }

        var counted = (await Store.Log.CountAsync(null, null, default)).Select(c => $"{c.Flow.Tenant} {c.Flow.Template} {(int)c.State} {c.Count}");
        using var connection = Outside();
        var actual = connection.Scalar(
            """
            SELECT group_concat(line, '|') FROM (
              SELECT f.tenant || ' ' || f.template || ' ' || d.state || ' ' || count(*) AS line
              FROM delivery d JOIN flow f USING (flow_id) GROUP BY d.flow_id, d.state)
            """)!;
        actual.Split('|').Should().BeEquivalentTo(counted);
    }

    [Fact]
    public async Task Count_gives_the_earliest_due_time_of_what_is_queued()
    {
        await EnqueueAsync("acme", "a");
        await Fixture.SetTimeAsync(Fixture.Clock.GetUtcNow().AddMinutes(1));
        await EnqueueAsync("acme", "a");

        var count = (await Store.Log.CountAsync("acme", DeliveryState.Queued, default)).Should().ContainSingle().Subject;

        count.Count.Should().Be(2);
        count.OldestDue.Should().Be(Fixture.Clock.GetUtcNow().AddMinutes(-1));
    }

    private Task DoAsync(Random random)
    {
        var tenant = random.Next(2) == 0 ? "acme" : "globex";
        var id = _ids.Count == 0 ? Guid.Empty : _ids[random.Next(_ids.Count)];
        return random.Next(9) switch
        {
            0 or 1 => EnqueueAsync(tenant, random.Next(2) == 0 ? "a" : "b"),
            2 or 3 => SendAsync(random),
            4 => ReceiveAsync(id, (ReceiptStatus)random.Next(4)),
            5 => Store.Commands.CancelAsync(new DeliverySelection(tenant), Info, default),
            6 => Store.Commands.RequeueAsync(new DeliverySelection(tenant), Info, default),
            7 => AdvanceAndRecoverAsync(),
            _ => Store.Contacts.SetConsentAsync(new ConsentChange(Key(tenant), random.Next(2) == 0, "test", "app"), default),
        };
    }

    private async Task EnqueueAsync(string tenant, string template)
    {
        var contact = (await Store.Contacts.FindOrAddAsync([Key(tenant)], null, default)).Contacts[0]!;
        var id = Ids.NewNotification(Fixture.Clock);
        var delivery = new NewDelivery
        {
            Id = Ids.Delivery(id, 1),
            ContactId = contact.Id,
            Flow = new FlowKey(tenant, Channel.WhatsApp, "main", "orders", template, Priority.Normal),
            ExpiresAt = template == "b" ? Fixture.Clock.GetUtcNow().AddMinutes(3) : null,
            Payload = new byte[] { 1 },
        };
        _ids.Add(delivery.Id);
        await Store.Queue.EnqueueAsync([new NewNotification { Id = id, Tenant = tenant, Deliveries = [delivery] }], null, default);
    }

    private async Task SendAsync(Random random)
    {
        var batch = await Store.Queue.ClaimAsync(new ClaimRequest("worker", 3, TimeSpan.FromMinutes(1)), default);
        foreach (var delivery in batch.Deliveries)
        {
            var mark = (await Store.Queue.MarkAsync(batch.Lease, [new MarkItem(delivery.Id, null)], default))[0];
            Settlement? settlement = random.Next(5) switch
            {
                0 => null,
                1 => Settlement.Retry(delivery.Id, mark.SendNumber, TimeSpan.FromMinutes(1), Reasons.ProviderRetry, "1", null),
                2 => Settlement.Fail(delivery.Id, mark.SendNumber, Reasons.ProviderRejected, "2", null),
                3 => Settlement.Unconfirmed(delivery.Id, mark.SendNumber, "timeout", null),
                _ => Settlement.Sent(delivery.Id, mark.SendNumber, "wamid"),
            };
            if (settlement is not null)
            {
                await Store.Queue.SettleAsync(batch.Lease, [settlement], default);
            }
        }
    }

    private async Task ReceiveAsync(Guid id, ReceiptStatus status)
    {
        var receipt = new Receipt { Channel = Channel.WhatsApp, Account = "main", Reference = new SendReference(id, 1), Status = status };
        await Store.Receipts.ApplyAsync([new ReceiptUpdate(receipt, null)], default);
    }

    private async Task AdvanceAndRecoverAsync()
    {
        await Fixture.SetTimeAsync(Fixture.Clock.GetUtcNow().AddMinutes(2));
        var policy = new UnconfirmedPolicy(UnconfirmedAction.Resend, TimeSpan.FromMinutes(1), 3);
        await Store.Queue.RecoverAsync(new RecoveryRequest(100, policy, new Dictionary<(string?, Channel, string), UnconfirmedPolicy>()), default);
    }

    private static ContactKey Key(string tenant) => new(tenant, Address.Phone("+250788000001"));
}
