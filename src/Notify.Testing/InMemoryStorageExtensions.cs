using Microsoft.Extensions.DependencyInjection.Extensions;
using Notify.Consents;
using Notify.Contacts;
using Notify.Conversations;
using Notify.Deliveries;
using Notify.Gates;
using Notify.Hosting;
using Notify.Inbox;
using Notify.Limits;
using Notify.Maintenance;
using Notify.Receipts;
using Notify.Sessions;
using Notify.Storage;
using Notify.Templates;
using Notify.Testing.InMemory;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>The in-memory store's registration.</summary>
public static class InMemoryStorageExtensions
{
    /// <summary>
    /// Keeps everything in this process's memory, for tests: it keeps all that a store promises but one thing, durability. Takes its time from the
    /// <see cref="TimeProvider"/> in the services, the system's where there is none. Calling it twice changes nothing.
    /// </summary>
    public static INotifyBuilder UseInMemoryStorageForTests(this INotifyBuilder notify)
    {
        ArgumentNullException.ThrowIfNull(notify);
        var services = notify.Services;
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<InMemoryState>();
        services.TryAddSingleton<IStorageSetup, InMemorySetup>();
        services.TryAddSingleton<IDeliveryQueue, InMemoryDeliveryQueue>();
        services.TryAddSingleton<IDeliveryLog, InMemoryDeliveryLog>();
        services.TryAddSingleton<IDeliveryCommands, InMemoryDeliveryCommands>();
        services.TryAddSingleton<IContactStore, InMemoryContactStore>();
        services.TryAddSingleton<ITemplateStore, InMemoryTemplateStore>();
        services.TryAddSingleton<IRateLimiter, InMemoryRateLimiter>();
        services.TryAddSingleton<IQuotas, InMemoryQuotas>();
        services.TryAddSingleton<IPacer, InMemoryPacer>();
        services.TryAddSingleton<IErasure, InMemoryErasure>();
        services.TryAddSingleton<IContactLinks, InMemoryContactLinks>();
        services.TryAddSingleton<IRetention, InMemoryRetention>();
        services.TryAddSingleton<IGates, InMemoryGates>();
        services.TryAddSingleton<IConversationWindows, InMemoryConversationWindows>();
        services.TryAddSingleton<IConsentStore, InMemoryConsentStore>();
        services.TryAddSingleton<IInbox, InMemoryInbox>();
        services.TryAddSingleton<IInboundLog, InMemoryInboundLog>();
        services.TryAddSingleton<ISessionStore, InMemorySessions>();
        services.TryAddSingleton<IReceiptStore, InMemoryReceiptStore>();
        return notify;
    }
}
