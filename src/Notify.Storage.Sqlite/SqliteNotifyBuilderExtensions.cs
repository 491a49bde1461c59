using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
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
using Notify.Storage.Sqlite;
using Notify.Storage.Sqlite.Consents;
using Notify.Storage.Sqlite.Contacts;
using Notify.Storage.Sqlite.Conversations;
using Notify.Storage.Sqlite.Database;
using Notify.Storage.Sqlite.Deliveries;
using Notify.Storage.Sqlite.Gates;
using Notify.Storage.Sqlite.Inbox;
using Notify.Storage.Sqlite.Limits;
using Notify.Storage.Sqlite.Maintenance;
using Notify.Storage.Sqlite.Receipts;
using Notify.Storage.Sqlite.Sessions;
using Notify.Storage.Sqlite.Setup;
using Notify.Storage.Sqlite.Templates;
using Notify.Templates;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Keeps everything of Notify in one SQLite file.</summary>
public static class SqliteNotifyBuilderExtensions
{
    /// <summary>Keeps everything in this file. For one machine; any number of its processes may share the file.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="path">The file; see <see cref="SqliteOptions.Path"/>.</param>
    /// <returns>The builder.</returns>
    public static INotifyBuilder UseSqlite(this INotifyBuilder builder, string path) => builder.UseSqlite(options => options.Path = path);

    /// <summary>Keeps everything in a SQLite file. For one machine; any number of its processes may share the file.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="configure">Sets the options, the path at least. They are checked when the host starts.</param>
    /// <returns>The builder.</returns>
    public static INotifyBuilder UseSqlite(this INotifyBuilder builder, Action<SqliteOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configure);
        var services = builder.Services;
        services.AddOptions<SqliteOptions>().Configure(configure).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<SqliteOptions>, SqliteOptionsValidator>());
        services.TryAddSingleton<SqliteDatabase>();
        services.TryAddSingleton<IStorageSetup, StorageSetup>();
        services.TryAddSingleton<IDeliveryQueue, DeliveryQueue>();
        services.TryAddSingleton<IDeliveryLog, DeliveryLog>();
        services.TryAddSingleton<IDeliveryCommands, DeliveryCommands>();
        services.TryAddSingleton<IContactStore, ContactStore>();
        services.TryAddSingleton<ITemplateStore, TemplateStore>();
        services.TryAddSingleton<IRateLimiter, RateLimiter>();
        services.TryAddSingleton<IQuotas, QuotaStore>();
        services.TryAddSingleton<IPacer, Pacer>();
        services.TryAddSingleton<IErasure, Erasure>();
        services.TryAddSingleton<IContactLinks, ContactLinks>();
        services.TryAddSingleton<IRetention, Retention>();
        services.TryAddSingleton<IGates, GateStore>();
        services.TryAddSingleton<IConversationWindows, ConversationWindows>();
        services.TryAddSingleton<IConsentStore, ConsentStore>();
        services.TryAddSingleton<IInbox, InboxStore>();
        services.TryAddSingleton<IInboundLog, InboundLog>();
        services.TryAddSingleton<IReceiptStore, ReceiptStore>();
        services.TryAddSingleton<ISessionStore, SessionStore>();
        return builder;
    }
}
