using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Notify;
using Notify.Claiming;
using Notify.Consents;
using Notify.Contacts;
using Notify.Conversations;
using Notify.Diagnostics;
using Notify.Explaining;
using Notify.Gates;
using Notify.Hosting;
using Notify.Inbox;
using Notify.Limits;
using Notify.Maintenance;
using Notify.Operations;
using Notify.OptOut;
using Notify.Outcomes;
using Notify.Plans;
using Notify.Policies;
using Notify.Queueing;
using Notify.Receipts;
using Notify.Sending;
using Notify.Sessions;
using Notify.Settling;
using Notify.Storage;
using Notify.Templates;
using Notify.Webhooks;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds Notify to an app.</summary>
public static class NotifyServiceCollectionExtensions
{
    /// <summary>Adds Notify. Safe to call twice; what the app registered before wins.</summary>
    /// <param name="services">The app's services.</param>
    /// <param name="configure">Names storage, channels, templates and the worker.</param>
    public static IServiceCollection AddNotify(this IServiceCollection services, Action<INotifyBuilder> configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configure);
        AddPolicies(services);
        MissingStorage.Remove(services);
        configure(new NotifyBuilder(services));
        MissingStorage.Add(services);
        services.AddLogging();
        services.AddMetrics();
        services.TryAddSingleton(TimeProvider.System);
        AddOptions(services);
        AddStages(services);
        services.TryAddSingleton<IWorkSignal, WorkSignal>();
        services.TryAddSingleton<IInboxSignal, InboxSignal>();
        services.TryAddSingleton<INotifier, Notifier>();
        services.TryAddSingleton<IContacts, ContactService>();
        services.TryAddSingleton<IConsents, ConsentService>();
        services.TryAddSingleton<SessionService>();
        services.TryAddSingleton<ISessions>(s => s.GetRequiredService<SessionService>());
        services.TryAddSingleton<IMessageLog, MessageLog>();
        services.TryAddSingleton<ICalls, Calls>();
        services.TryAddSingleton<IOperations, Operator>();
        services.TryAddSingleton<IReceipts, ReceiptService>();
        services.TryAddSingleton<IWebhookIntake, WebhookIntake>();
        services.TryAddSingleton<IWorker, Worker>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, StartupCheck>());
        return services;
    }

    /// <summary>Adds Notify with its options from configuration: the sections Worker, Retry, Breaker, Receipts, RateLimit, QuietHours, Templates, Queueing, Reachability, Retention, Inbox, Sessions, OptOut, Consent, Greeting and Conversations. An unknown key of theirs is refused, and so is a section with such keys whose name is almost one of these.</summary>
    /// <param name="services">The app's services.</param>
    /// <param name="section">The section, usually <c>Notify</c>.</param>
    /// <param name="configure">Names storage, channels, templates and the worker.</param>
    public static IServiceCollection AddNotify(this IServiceCollection services, IConfiguration section, Action<INotifyBuilder> configure)
    {
        ArgumentNullException.ThrowIfNull(section);
        ConfigurationSections.Bind(services, section);
        return services.AddNotify(configure);
    }

    private static void AddOptions(IServiceCollection services)
    {
        Validated<WorkerOptions, WorkerOptionsValidator>(services);
        Validated<RetryOptions, RetryOptionsValidator>(services);
        Validated<ReceiptOptions, ReceiptOptionsValidator>(services);
        Validated<RateLimitOptions, RateLimitOptionsValidator>(services);
        Validated<QuietHoursOptions, QuietHoursOptionsValidator>(services);
        Validated<TemplateOptions, TemplateOptionsValidator>(services);
        Validated<QueueingOptions, QueueingOptionsValidator>(services);
        Validated<BreakerOptions, BreakerOptionsValidator>(services);
        Validated<ReachabilityOptions, ReachabilityOptionsValidator>(services);
        Validated<RetentionOptions, RetentionOptionsValidator>(services);
        Validated<InboxOptions, InboxOptionsValidator>(services);
        Validated<SessionOptions, SessionOptionsValidator>(services);
        Validated<OptOutOptions, OptOutOptionsValidator>(services);
        Validated<GreetingOptions, GreetingOptionsValidator>(services);
        Validated<ConversationOptions, ConversationOptionsValidator>(services);
        Validated<ConsentOptions, ConsentOptionsValidator>(services);
    }

    private static void Validated<
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicParameterlessConstructor)] TOptions,
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TValidator>(IServiceCollection services)
        where TOptions : class
        where TValidator : class, IValidateOptions<TOptions>
    {
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<TOptions>, TValidator>());
        services.AddOptions<TOptions>().ValidateOnStart();
    }

    // The order is that of the decisions: what is cheap and final first, what takes from a limit last.
    private static void AddPolicies(IServiceCollection services)
    {
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IDeliveryPolicy, ExpiryPolicy>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IDeliveryPolicy, OptOutPolicy>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IDeliveryPolicy, LastWordPolicy>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IDeliveryPolicy, CountryPolicy>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IDeliveryPolicy, TemplatePolicy>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IDeliveryPolicy, AddressPolicy>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IDeliveryPolicy, SmsAllowedPolicy>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IDeliveryPolicy, MarketingPolicy>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IDeliveryPolicy, ConsentPolicy>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IDeliveryPolicy, ReachabilityPolicy>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IDeliveryPolicy, QuietHoursPolicy>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IDeliveryPolicy, WindowPolicy>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IDeliveryPolicy, RateLimitPolicy>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IDeliveryPolicy, SanitizerPolicy>());
    }

    private static void AddStages(IServiceCollection services)
    {
        services.TryAddSingleton<TemplateCatalog>();
        services.TryAddSingleton<ITemplateCatalog>(s => s.GetRequiredService<TemplateCatalog>());
        services.TryAddSingleton<SenderDirectory>();
        services.TryAddSingleton<AccountTenants>();
        services.TryAddSingleton<Readiness>();
        services.TryAddSingleton<WorkerName>();
        services.TryAddSingleton<NotifyMetrics>();
        services.TryAddSingleton<ChannelChoice>();
        services.TryAddSingleton<TimeToLiveWarning>();
        services.TryAddSingleton<QueuePlanner>();
        services.TryAddSingleton<SharedEnqueue>();
        services.TryAddSingleton<BlockedLine>();
        services.TryAddSingleton<ContactAdding>();
        services.TryAddSingleton<Explainer>();
        services.TryAddSingleton<DeliveryPipeline>();
        services.TryAddSingleton<BatchLoader>();
        services.TryAddSingleton<PolicyRunner>();
        services.TryAddSingleton<PolicyStage>();
        services.TryAddSingleton<QuotaStage>();
        services.TryAddSingleton<LimitStage>();
        services.TryAddSingleton<PaceStage>();
        services.TryAddSingleton<Marker>();
        services.TryAddSingleton<SliceSender>();
        services.TryAddSingleton<OutcomePlanner>();
        services.TryAddSingleton<RecentGates>();
        services.TryAddSingleton<GateCloser>();
        services.TryAddSingleton<WindowCloser>();
        services.TryAddSingleton<PersonLinks>();
        services.TryAddSingleton<MarketingWishes>();
        services.TryAddSingleton<OutcomeStage>();
        services.TryAddSingleton<Settler>();
        services.TryAddSingleton<ReachLearner>();
        services.TryAddSingleton<PlanStage>();
        services.TryAddSingleton<InboxRetry>();
        services.TryAddSingleton<WebhookSorter>();
        services.TryAddSingleton<WebhookPump>();
        services.TryAddSingleton<AccountEvents>();
        services.TryAddSingleton<Addressees>();
        services.TryAddSingleton<InboundDesk>();
        services.TryAddSingleton<Greeter>();
        services.TryAddSingleton<ConversationBook>();
        services.TryAddSingleton(static s => new SessionKeys(s.GetRequiredService<ConversationBook>()));
        services.TryAddSingleton<ConversationTexts>();
        services.TryAddSingleton<WordBook>();
        services.TryAddSingleton<AccountPeople>();
        services.TryAddSingleton<ConsentTrail>();
        services.TryAddSingleton<FirstWord>();
        services.TryAddSingleton<IOpenQuestions, OpenQuestions>();
        services.TryAddSingleton<WordHandler>();
        services.TryAddSingleton<MessageHandling>();
        services.TryAddSingleton<MessagePump>();
        services.TryAddSingleton<InboxLoops>();
        services.TryAddSingleton<RetentionKeeper>();
        services.TryAddSingleton<SessionKeeper>();
        services.TryAddSingleton<Maintainer>();
    }
}
