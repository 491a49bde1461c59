using Notify.Contacts;
using Notify.Deliveries;
using Notify.Receipts;
using Notify.Sending;
using Notify.Storage.Postgres.Tests.Support;
using Notify.Testing.Conformance;

namespace Notify.Storage.Postgres.Tests.Plans;

/// <summary>What workers, webhooks and maintenance ask of the store about deliveries that have a fallback.</summary>
internal sealed class FallbackOperations(StoragePorts store, string tenant)
{
    private static readonly UnconfirmedPolicy Never = new(UnconfirmedAction.Never, TimeSpan.FromMinutes(5), 5);

    public async Task RunAsync()
    {
        var contact = (await store.Contacts.FindOrAddAsync([new ContactKey(tenant, Address.Phone("+250700000080"))], null, default)).Contacts[0]!;
        var pairs = Enumerable.Range(0, 80).Select(i => Pair(contact.Id, i < 60 ? TimeSpan.FromDays(1) : TimeSpan.FromMilliseconds(1))).ToList();
        await store.Queue.EnqueueAsync(pairs, null, default);
        var batch = await store.Queue.ClaimAsync(new ClaimRequest("worker-1", 60, TimeSpan.FromMinutes(5)), default);
        var ids = batch.Deliveries.Select(d => d.Id).ToList();
        await store.Queue.MarkAsync(batch.Lease, [.. ids.Select(id => new MarkItem(id, null))], default);
        await store.Queue.SettleAsync(batch.Lease, [.. ids.Take(50).Select(Settle)], default);
        await store.Receipts.ApplyAsync([.. ids.Select(Receive)], default);
        await store.Commands.RescheduleAsync(
            new DeliverySelection(tenant) { NotificationId = pairs[^1].Id }, TimeProvider.System.GetUtcNow(), new CommandInfo("claire", "asked for"), default);
        await store.Queue.RecoverAsync(new RecoveryRequest(100, Never, new Dictionary<(string?, Channel, string), UnconfirmedPolicy>()), default);
        await store.Contacts.NoteAsync([new ContactNote(contact.Id, Channel.WhatsApp) { IsReachable = true }], default);
        await store.Log.PageAsync(new DeliverySelection(tenant) { State = DeliveryState.Held }, 20, null, default);
        await store.Log.CountAsync(tenant, DeliveryState.Held, default);
        await store.Commands.CancelAsync(new DeliverySelection(tenant) { NotificationId = pairs[0].Id }, new CommandInfo("claire", "asked for"), default);
    }

    private NewNotification Pair(Guid contactId, TimeSpan unsentAfter)
    {
        var flow = Backlog.Flow(tenant) with { Priority = Priority.Critical };
        var notification = Backlog.New(flow, contactId, TimeProvider.System);
        var primary = notification.Deliveries[0];
        var held = primary with { Id = Ids.Delivery(notification.Id, 2), State = DeliveryState.Held, Flow = flow with { Channel = Channel.Sms } };
        return notification with { Deliveries = [primary with { Fallback = new FallbackRule(held.Id, TimeSpan.FromMilliseconds(1), unsentAfter) }, held] };
    }

    private static Settlement Settle(Guid id, int place) => (place % 5) switch
    {
        0 => Settlement.Sent(id, 1, "wamid.1"),
        1 => Settlement.Fail(id, 1, Reasons.ProviderRejected, "2", "never"),
        2 => Settlement.Unconfirmed(id, 1, "timeout", null),
        3 => Settlement.Defer(id, TimeProvider.System.GetUtcNow(), Reasons.QuietHours, isWindow: true),
        _ => Settlement.Block(id, "no"),
    };

    private static ReceiptUpdate Receive(Guid id, int place)
    {
        var status = (ReceiptStatus)(place % 4);
        var receipt = new Receipt { Channel = Channel.WhatsApp, Account = "main", Reference = new SendReference(id, 1), Status = status };
        return new ReceiptUpdate(receipt, status == ReceiptStatus.Failed ? Settlement.Retry(id, 1, TimeSpan.FromMinutes(1), Reasons.ProviderRejected, "1", "later") : null);
    }
}
