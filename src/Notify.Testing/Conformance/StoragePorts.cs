using Microsoft.Extensions.DependencyInjection;
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

namespace Notify.Testing.Conformance;

/// <summary>The ports of one opened store.</summary>
public sealed record StoragePorts
{
    /// <summary>The queue.</summary>
    public required IDeliveryQueue Queue { get; init; }

    /// <summary>The log.</summary>
    public required IDeliveryLog Log { get; init; }

    /// <summary>The commands.</summary>
    public required IDeliveryCommands Commands { get; init; }

    /// <summary>The contacts.</summary>
    public required IContactStore Contacts { get; init; }

    /// <summary>The catalogue.</summary>
    public required ITemplateStore Templates { get; init; }

    /// <summary>The limits.</summary>
    public required IRateLimiter Limiter { get; init; }

    /// <summary>The quotas.</summary>
    public required IQuotas Quotas { get; init; }

    /// <summary>The pace of accounts.</summary>
    public required IPacer Pacer { get; init; }

    /// <summary>The gates.</summary>
    public required IGates Gates { get; init; }

    /// <summary>When people last wrote.</summary>
    public required IConversationWindows Windows { get; init; }

    /// <summary>What people said on topics.</summary>
    public required IConsentStore Consents { get; init; }

    /// <summary>The inbox.</summary>
    public required IInbox Inbox { get; init; }

    /// <summary>What people wrote.</summary>
    public required IInboundLog Inbound { get; init; }

    /// <summary>The sessions.</summary>
    public required ISessionStore Sessions { get; init; }

    /// <summary>The receipts.</summary>
    public required IReceiptStore Receipts { get; init; }

    /// <summary>The links between addresses.</summary>
    public required IContactLinks Links { get; init; }

    /// <summary>The erasure of a person.</summary>
    public required IErasure Erasure { get; init; }

    /// <summary>The removal of what is old.</summary>
    public required IRetention Retention { get; init; }

    /// <summary>The setup.</summary>
    public required IStorageSetup Setup { get; init; }

    /// <summary>The ports as an app would get them, from its services.</summary>
    public static StoragePorts From(IServiceProvider services) => new()
    {
        Queue = services.GetRequiredService<IDeliveryQueue>(),
        Log = services.GetRequiredService<IDeliveryLog>(),
        Commands = services.GetRequiredService<IDeliveryCommands>(),
        Contacts = services.GetRequiredService<IContactStore>(),
        Templates = services.GetRequiredService<ITemplateStore>(),
        Limiter = services.GetRequiredService<IRateLimiter>(),
        Quotas = services.GetRequiredService<IQuotas>(),
        Pacer = services.GetRequiredService<IPacer>(),
        Gates = services.GetRequiredService<IGates>(),
        Windows = services.GetRequiredService<IConversationWindows>(),
        Consents = services.GetRequiredService<IConsentStore>(),
        Inbox = services.GetRequiredService<IInbox>(),
        Inbound = services.GetRequiredService<IInboundLog>(),
        Sessions = services.GetRequiredService<ISessionStore>(),
        Receipts = services.GetRequiredService<IReceiptStore>(),
        Links = services.GetRequiredService<IContactLinks>(),
        Erasure = services.GetRequiredService<IErasure>(),
        Retention = services.GetRequiredService<IRetention>(),
        Setup = services.GetRequiredService<IStorageSetup>(),
    };
}
