using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Npgsql;
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
using Notify.Storage.Postgres;
using Notify.Storage.Postgres.Auditing;
using Notify.Storage.Postgres.Consents;
using Notify.Storage.Postgres.Contacts;
using Notify.Storage.Postgres.Conversations;
using Notify.Storage.Postgres.Database;
using Notify.Storage.Postgres.Deliveries;
using Notify.Storage.Postgres.Flows;
using Notify.Storage.Postgres.Gates;
using Notify.Storage.Postgres.Inbox;
using Notify.Storage.Postgres.Limits;
using Notify.Storage.Postgres.Maintenance;
using Notify.Storage.Postgres.Receipts;
using Notify.Storage.Postgres.Sessions;
using Notify.Storage.Postgres.Setup;
using Notify.Storage.Postgres.Signals;
using Notify.Storage.Postgres.Templates;
using Notify.Templates;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Keeps everything of Notify in PostgreSQL.</summary>
public static class PostgresNotifyBuilderExtensions
{
    /// <summary>Keeps everything in this database. For any number of hosts.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="connectionString">The database; see <see cref="PostgresOptions.ConnectionString"/>.</param>
    /// <returns>The builder.</returns>
    public static INotifyBuilder UsePostgres(this INotifyBuilder builder, string connectionString) =>
        builder.UsePostgres(options => options.ConnectionString = connectionString);

    /// <summary>Keeps everything in the database of a data source the app has. For any number of hosts.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="dataSource">The data source; see <see cref="PostgresOptions.DataSource"/>.</param>
    /// <returns>The builder.</returns>
    public static INotifyBuilder UsePostgres(this INotifyBuilder builder, NpgsqlDataSource dataSource) =>
        builder.UsePostgres(options => options.DataSource = dataSource);

    /// <summary>Keeps everything in a PostgreSQL database. For any number of hosts.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="configure">Sets the options, the connection at least. They are checked when the host starts.</param>
    /// <returns>The builder.</returns>
    public static INotifyBuilder UsePostgres(this INotifyBuilder builder, Action<PostgresOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configure);
        var services = builder.Services;
        services.AddOptions<PostgresOptions>().Configure(configure).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<PostgresOptions>, PostgresOptionsValidator>());
        services.TryAddSingleton<PostgresDatabase>();
        services.TryAddSingleton<FlowCache>();
        services.TryAddSingleton<ActorCache>();
        services.TryAddSingleton<ErasedAddresses>();
        services.TryAddSingleton<ContactBook>();
        services.TryAddSingleton<ContactAdding>();
        services.TryAddSingleton<WorkSignal>();
        services.TryAddSingleton<WakeSender>();
        services.TryAddSingleton<InboxWake>();
        services.TryAddSingleton<WakeListener>();
        services.TryAddSingleton<IWorkSignal, PostgresWorkSignal>();
        services.TryAddSingleton<InboxSignal>();
        services.TryAddSingleton<IInboxSignal, PostgresInboxSignal>();
        services.TryAddSingleton<IInbox, InboxStore>();
        services.TryAddSingleton<IInboundLog, InboundLog>();
        services.TryAddSingleton<IStorageSetup, StorageSetup>();
        services.TryAddSingleton<IDeliveryQueue, DeliveryQueue>();
        services.TryAddSingleton<IDeliveryLog, DeliveryLog>();
        services.TryAddSingleton<IDeliveryCommands, DeliveryCommands>();
        services.TryAddSingleton<IContactStore, ContactStore>();
        services.TryAddSingleton<IRateLimiter, RateLimiter>();
        services.TryAddSingleton<IErasure, Erasure>();
        services.TryAddSingleton<IContactLinks, ContactLinks>();
        services.TryAddSingleton<IQuotas, QuotaStore>();
        services.TryAddSingleton<IPacer, Pacer>();
        services.TryAddSingleton<IReceiptStore, ReceiptStore>();
        services.TryAddSingleton<IRetention, Retention>();
        services.TryAddSingleton<ITemplateStore, TemplateStore>();
        services.TryAddSingleton<IGates, GateStore>();
        services.TryAddSingleton<IConversationWindows, ConversationWindows>();
        services.TryAddSingleton<IConsentStore, ConsentStore>();
        services.TryAddSingleton<ISessionStore, SessionStore>();
        return builder;
    }
}
