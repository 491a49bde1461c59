using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Notify.Consents;
using Notify.Contacts;
using Notify.Conversations;
using Notify.Deliveries;
using Notify.Gates;
using Notify.Inbox;
using Notify.Limits;
using Notify.Maintenance;
using Notify.Receipts;
using Notify.Sessions;
using Notify.Storage;
using Notify.Templates;

namespace Notify.Hosting;

/// <summary>Stands in for a store that was not named, and says so to whoever asks first.</summary>
internal sealed class MissingStorage
{
    private static readonly MissingStorage Instance = new();

    private static readonly Type[] Ports =
    [
        typeof(IStorageSetup), typeof(IDeliveryQueue), typeof(IDeliveryLog), typeof(IDeliveryCommands), typeof(IContactStore),
        typeof(IErasure), typeof(IContactLinks),
        typeof(ITemplateStore), typeof(IRateLimiter), typeof(IQuotas), typeof(IPacer), typeof(IGates), typeof(IConversationWindows), typeof(IConsentStore),
        typeof(IReceiptStore), typeof(IRetention), typeof(IInbox), typeof(IInboundLog), typeof(ISessionStore),
    ];

    /// <summary>Takes the stand-ins away, so that a store named by a later call is not shut out by them.</summary>
    public static void Remove(IServiceCollection services)
    {
        foreach (var descriptor in services.Where(d => !d.IsKeyedService && d.ImplementationFactory?.Target is MissingStorage).ToList())
        {
            services.Remove(descriptor);
        }
    }

    /// <summary>Puts a stand-in where no store was named.</summary>
    public static void Add(IServiceCollection services)
    {
        foreach (var port in Ports)
        {
            services.TryAdd(ServiceDescriptor.Singleton(port, Instance.Refuse));
        }
    }

    private object Refuse(IServiceProvider services) => throw new InvalidOperationException(
        "Notify has no storage. Add a storage package and call its Use method inside AddNotify, for instance UseSqlite(\"notify.db\") of Notify.Storage.Sqlite.");
}
