using Notify.Auditing;
using Notify.Consents;
using Notify.Conversations;
using Notify.Gates;
using Notify.Inbox;
using Notify.Limits;
using Notify.Maintenance;
using Notify.Receipts;
using Notify.Sessions;
using Notify.Storage;

namespace Notify.Core.Tests.Support;

/// <summary>An in-memory store with a clock of its own, shared by any number of apps as a database would be.</summary>
internal sealed class TestStore : IDisposable
{
    private readonly ServiceProvider _services;

    public TestStore()
    {
        _services = new ServiceCollection()
            .AddSingleton<TimeProvider>(Clock)
            .AddNotify(n => n.UseInMemoryStorageForTests())
            .BuildServiceProvider();
        Queue = Get<IDeliveryQueue>();
        Limiter = Get<IRateLimiter>();
        Templates = Get<ITemplateStore>();
        Contacts = Get<IContactStore>();
        Receipts = Get<IReceiptStore>();
        Gates = Get<IGates>();
        Quotas = Get<IQuotas>();
        Pacer = Get<IPacer>();
        Inbox = Get<IInbox>();
        Sessions = Get<ISessionStore>();
    }

    public ManualTimeProvider Clock { get; } = new();

    public DateTimeOffset Now => Clock.GetUtcNow();

    public IDeliveryQueue Queue { get; set; }

    public IRateLimiter Limiter { get; set; }

    public ITemplateStore Templates { get; set; }

    public IContactStore Contacts { get; set; }

    public IReceiptStore Receipts { get; set; }

    public IGates Gates { get; set; }

    public IQuotas Quotas { get; set; }

    public IPacer Pacer { get; set; }

    public IInbox Inbox { get; set; }

    public ISessionStore Sessions { get; set; }

    public IInboundLog Inbound => Get<IInboundLog>();

    public IConversationWindows Windows => Get<IConversationWindows>();

    public IConsentStore Consents => Get<IConsentStore>();

    public IRetention Retention => Get<IRetention>();

    public IDeliveryLog Log => Get<IDeliveryLog>();

    public void AddTo(IServiceCollection services) => services
        .AddSingleton(Get<IStorageSetup>())
        .AddSingleton(Queue)
        .AddSingleton(Log)
        .AddSingleton(Get<IDeliveryCommands>())
        .AddSingleton(Contacts)
        .AddSingleton(Templates)
        .AddSingleton(Limiter)
        .AddSingleton(Quotas)
        .AddSingleton(Pacer)
        .AddSingleton(Retention)
        .AddSingleton(Get<IErasure>())
        .AddSingleton(Get<IContactLinks>())
        .AddSingleton(Gates)
        .AddSingleton(Inbox)
        .AddSingleton(Inbound)
        .AddSingleton(Windows)
        .AddSingleton(Sessions)
        .AddSingleton(Consents)
        .AddSingleton(Receipts);

    public Task SaveAsync(params Template[] templates) => Templates.SaveAsync(templates, default);

    /// <summary>All deliveries of a tenant, in the order of their ids.</summary>
    public async Task<IReadOnlyList<DeliveryRecord>> DeliveriesAsync(string tenant = Notification.DefaultTenant)
    {
        var all = new List<DeliveryRecord>();
        DeliveryPage? page = null;
        do
        {
            page = await Log.PageAsync(new DeliverySelection(tenant), 1000, page?.Next, default);
            all.AddRange(page.Deliveries);
        }
        while (page.Next is not null);
        all.Reverse();
        return all;
    }

    public async Task<DeliveryRecord> DeliveryAsync(Guid notificationId, int ordinal = 1)
    {
        var id = Ids.Delivery(notificationId, ordinal);
        return (await Log.GetAsync([id], default))[id];
    }

    public Task<IReadOnlyList<AuditEntry>> TrailAsync(Guid notificationId, string tenant = Notification.DefaultTenant) =>
        Log.TrailAsync(new TrailQuery(tenant) { NotificationId = notificationId }, default);

    public void Dispose() => _services.Dispose();

    private T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();
}
