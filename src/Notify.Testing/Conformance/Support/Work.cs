using System.Text;
using Notify.Auditing;
using Notify.Contacts;
using Notify.Deliveries;
using Notify.Gates;
using Xunit;

namespace Notify.Testing.Conformance.Support;

/// <summary>Drives a store as the pipeline does, one call a step, so that a test tells only what it is about.</summary>
internal sealed partial class Work(StorageFixture fixture, StoragePorts store)
{
    public const string Tenant = "acme";
    public const string Account = "main";
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(1);

    private readonly Dictionary<string, Guid> _usualContacts = new(StringComparer.Ordinal);

    public StoragePorts Store { get; } = store;

    public DateTimeOffset Now => fixture.Clock.GetUtcNow();

    public Task<StoragePorts> SecondAsync() => fixture.OpenSecondAsync();

    public Task AdvanceAsync(TimeSpan by) => fixture.SetTimeAsync(Now + by);

    public static FlowKey Flow(
        string tenant = Tenant, string template = "order_paid", Priority priority = Priority.Normal, string account = Account, string domain = "orders") =>
        new(tenant, Channel.WhatsApp, account, domain, template, priority);

    public static ContactKey Key(string number = "+250788000001", string tenant = Tenant) => new(tenant, Address.Phone(number));

    public async Task<Contact> ContactAsync(string number = "+250788000001", string tenant = Tenant) =>
        (await Store.Contacts.FindOrAddAsync([Key(number, tenant)], null, default)).Contacts[0]!;

    /// <summary>A notification of one delivery to the tenant's usual contact, not yet stored.</summary>
    public async Task<NewNotification> NewAsync(FlowKey? flow = null, Func<NewDelivery, NewDelivery>? change = null, string? key = null, long hash = 1)
    {
        flow ??= Flow();
        if (!_usualContacts.TryGetValue(flow.Tenant, out var contactId))
        {
            _usualContacts[flow.Tenant] = contactId = (await ContactAsync(tenant: flow.Tenant)).Id;
        }

        var id = Ids.NewNotification(fixture.Clock);
        var delivery = new NewDelivery
        {
            Id = Ids.Delivery(id, 1),
            ContactId = contactId,
            Flow = flow,
            Payload = Encoding.UTF8.GetBytes("payload"),
        };
        return new NewNotification
        {
            Id = id,
            Tenant = flow.Tenant,
            IdempotencyKey = key,
            ContentHash = hash,
            Deliveries = [change is null ? delivery : change(delivery)],
        };
    }

    /// <summary>Stores one delivery.</summary>
    public async Task<Guid> QueueAsync(FlowKey? flow = null, Func<NewDelivery, NewDelivery>? change = null)
    {
        var notification = await NewAsync(flow, change);
        await Store.Queue.EnqueueAsync([notification], null, default);
        return notification.Deliveries[0].Id;
    }

    /// <summary>Stores many deliveries of one flow in one call.</summary>
    public async Task<IReadOnlyList<Guid>> QueueManyAsync(int count, FlowKey? flow = null, Func<NewDelivery, NewDelivery>? change = null)
    {
        var notifications = new List<NewNotification>();
        for (var i = 0; i < count; i++)
        {
            notifications.Add(await NewAsync(flow, change));
        }

        await Store.Queue.EnqueueAsync(notifications, null, default);
        return [.. notifications.Select(n => n.Deliveries[0].Id)];
    }

    public Task<ClaimedBatch> ClaimAsync(int limit = 100, string worker = "worker-1") =>
        Store.Queue.ClaimAsync(new ClaimRequest(worker, limit, Lease), default);

    public async Task<MarkResult> MarkAsync(long lease, Guid id, string? note = null) =>
        Assert.Single(await Store.Queue.MarkAsync(lease, [new MarkItem(id, note)], default));

    public async Task<SettleStatus> SettleAsync(long lease, Settlement settlement) =>
        Assert.Single(await Store.Queue.SettleAsync(lease, [settlement], default));

    /// <summary>Claims and marks everything due, and expects exactly this delivery.</summary>
    public async Task<Marked> SendAsync(Guid id)
    {
        var batch = await ClaimAsync();
        Assert.Equal(id, Assert.Single(batch.Deliveries).Id);
        var mark = await MarkAsync(batch.Lease, id);
        Assert.Equal(MarkStatus.Marked, mark.Status);
        return new Marked(id, batch.Lease, mark.SendNumber);
    }

    /// <summary>Stores a delivery and brings it to sending.</summary>
    public async Task<Marked> SendingAsync(FlowKey? flow = null, Func<NewDelivery, NewDelivery>? change = null) =>
        await SendAsync(await QueueAsync(flow, change));

    public async Task<DeliveryRecord> RecordAsync(Guid id) => (await Store.Log.GetAsync([id], default))[id];

    public async Task<DeliveryState> StateAsync(Guid id) => (await RecordAsync(id)).State;

    public Task<IReadOnlyList<AuditEntry>> TrailAsync(Guid deliveryId, string tenant = Tenant) =>
        Store.Log.TrailAsync(new TrailQuery(tenant) { NotificationId = Ids.NotificationOf(deliveryId) }, default);

    public Task CloseAsync(GateScope scope, TimeSpan? period = null, string source = "operator") =>
        Store.Gates.CloseAsync([new CloseGate(scope, source, "test", period)], default);

    public Task<int> OptOutAsync(StoragePorts? store = null, ContactKey? key = null) =>
        (store ?? Store).Contacts.SetConsentAsync(new ConsentChange(key ?? Key(), true, "asked to stop", "contact"), default);

    public Task<int> OptInAsync() => Store.Contacts.SetConsentAsync(new ConsentChange(Key(), false, "wants news again", "contact"), default);

    public static DeliverySelection Only(Guid id, string tenant = Tenant) => new(tenant) { DeliveryId = id };

    public static CommandInfo Command { get; } = new("claire", "asked for");
}
