using Microsoft.Extensions.DependencyInjection;
using Notify.Deliveries;
using Notify.Testing.Conformance;

namespace Notify.Tests.Conversations;

/// <summary>A store for a process with a fuse.</summary>
internal static class FusedStore
{
    /// <summary>
    /// Adds its ports. Every call that a message or the answer to it makes counts; a send that is cut short and the clearing away of what is old are for other tests.
    /// </summary>
    public static IServiceCollection AddStore(this IServiceCollection services, StoragePorts store, Fuse fuse) => services
        .AddSingleton(store.Setup)
        .AddSingleton(FusedPort.Wrap(store.Inbox, fuse))
        .AddSingleton(FusedPort.Wrap(store.Inbound, fuse))
        .AddSingleton(FusedPort.Wrap(store.Sessions, fuse))
        .AddSingleton(FusedPort.Wrap(store.Contacts, fuse))
        .AddSingleton(FusedPort.Wrap(store.Links, fuse))
        .AddSingleton(FusedPort.Wrap(store.Windows, fuse))
        .AddSingleton(FusedPort.Wrap(store.Consents, fuse))
        .AddSingleton(FusedPort.Wrap(store.Log, fuse))
        .AddSingleton(FusedPort.Wrap(store.Commands, fuse))
        .AddSingleton(FusedPort.Wrap(store.Templates, fuse))
        .AddSingleton(FusedPort.Wrap(store.Limiter, fuse))
        .AddSingleton(FusedPort.Wrap(store.Quotas, fuse))
        .AddSingleton(FusedPort.Wrap(store.Pacer, fuse))
        .AddSingleton(FusedPort.Wrap(store.Gates, fuse))
        .AddSingleton(FusedPort.Wrap(store.Receipts, fuse))
        .AddSingleton(FusedPort.Wrap(store.Erasure, fuse))
        .AddSingleton(FusedPort.Wrap(store.Retention, fuse, _ => false))
        .AddSingleton(FusedPort.Wrap(store.Queue, fuse, method => method == nameof(IDeliveryQueue.EnqueueAsync)));
}
