using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Notify.Consents;
using Notify.Contacts;
using Notify.Conversations;
using Notify.Gates;
using Notify.Inbox;
using Notify.Maintenance;
using Notify.OptOut;
using Notify.Outcomes;
using Notify.Policies;
using Notify.Queueing;
using Notify.Receipts;
using Notify.Sessions;
using Notify.Templates;

namespace Notify.Hosting;

/// <summary>Reads Core's options from the sections of a configuration.</summary>
internal static class ConfigurationSections
{
    public static void Bind(IServiceCollection services, IConfiguration notify)
    {
        var sections = new KnownSections(notify);
        services.AddSingleton<IValidateOptions<WorkerOptions>>(sections);

        var worker = notify.GetSection("Worker");
        Read<WorkerOptions>(
            services,
            sections,
            worker,
            o => worker.Bind(o),
            nameof(WorkerOptions.Name),
            nameof(WorkerOptions.BatchSize),
            nameof(WorkerOptions.Parallelism),
            nameof(WorkerOptions.SendConcurrency),
            nameof(WorkerOptions.Lease),
            nameof(WorkerOptions.PollInterval),
            nameof(WorkerOptions.MaintenanceInterval));

        var retry = notify.GetSection("Retry");
        Read<RetryOptions>(
            services,
            sections,
            retry,
            o => retry.Bind(o),
            nameof(RetryOptions.MaxAttempts),
            nameof(RetryOptions.RetryDelay),
            nameof(RetryOptions.RetryMaxDelay),
            nameof(RetryOptions.DeferDelay),
            nameof(RetryOptions.DeferMaxDelay),
            nameof(RetryOptions.Jitter));

        var breaker = notify.GetSection("Breaker");
        Read<BreakerOptions>(
            services,
            sections,
            breaker,
            o => breaker.Bind(o), nameof(BreakerOptions.PersonInterval), nameof(BreakerOptions.LongestWait));

        var receipts = notify.GetSection("Receipts");
        Read<ReceiptOptions>(
            services,
            sections,
            receipts,
            o => receipts.Bind(o), nameof(ReceiptOptions.Window), nameof(ReceiptOptions.Unconfirmed));

        var rateLimit = notify.GetSection("RateLimit");
        Read<RateLimitOptions>(
            services,
            sections,
            rateLimit,
            o => rateLimit.Bind(o), nameof(RateLimitOptions.Limit), nameof(RateLimitOptions.Window), nameof(RateLimitOptions.Mode));

        var quietHours = notify.GetSection("QuietHours");
        Read<QuietHoursOptions>(
            services,
            sections,
            quietHours,
            o => quietHours.Bind(o), nameof(QuietHoursOptions.Start), nameof(QuietHoursOptions.End), nameof(QuietHoursOptions.Zone));

        var templates = notify.GetSection("Templates");
        Read<TemplateOptions>(
            services,
            sections,
            templates,
            o => templates.Bind(o), nameof(TemplateOptions.Paths), nameof(TemplateOptions.DefaultLocale), nameof(TemplateOptions.RefreshInterval));

        var queueing = notify.GetSection("Queueing");
        Read<QueueingOptions>(
            services,
            sections,
            queueing,
            o => queueing.Bind(o), nameof(QueueingOptions.StreamBatchSize), nameof(QueueingOptions.StreamParallelism), nameof(QueueingOptions.DefaultRegion));

        var reachability = notify.GetSection("Reachability");
        Read<ReachabilityOptions>(
            services,
            sections,
            reachability,
            o => reachability.Bind(o), nameof(ReachabilityOptions.NotOnChannelFor));

        var retention = notify.GetSection("Retention");
        Read<RetentionOptions>(
            services,
            sections,
            retention,
            o => retention.Bind(o), nameof(RetentionOptions.History));

        var inbox = notify.GetSection("Inbox");
        Read<InboxOptions>(
            services,
            sections,
            inbox,
            o => inbox.Bind(o),
            nameof(InboxOptions.StoreTimeout),
            nameof(InboxOptions.BatchSize),
            nameof(InboxOptions.Concurrency),
            nameof(InboxOptions.HandlerTimeout),
            nameof(InboxOptions.MaxAttempts),
            nameof(InboxOptions.RetryDelay),
            nameof(InboxOptions.RetryMaxDelay));

        var sessions = notify.GetSection("Sessions");
        Read<SessionOptions>(
            services,
            sections,
            sessions,
            o => sessions.Bind(o), nameof(SessionOptions.Lifetime), nameof(SessionOptions.Keep), nameof(SessionOptions.SummaryTemplate));

        var consent = notify.GetSection("Consent");
        Read<ConsentOptions>(
            services,
            sections,
            consent,
            o => consent.Bind(o), nameof(ConsentOptions.Topics), nameof(ConsentOptions.Categories));

        var optOut = notify.GetSection("OptOut");
        Read<OptOutOptions>(
            services,
            sections,
            optOut,
            o => optOut.Bind(o), nameof(OptOutOptions.IsEnabled), nameof(OptOutOptions.Scope), nameof(OptOutOptions.Contact), nameof(OptOutOptions.Languages));
        foreach (var language in optOut.GetSection(nameof(OptOutOptions.Languages)).GetChildren())
        {
            services.AddSingleton<IValidateOptions<OptOutOptions>>(new UnknownKeysValidator<OptOutOptions>(
                language,
                [
                    nameof(OptOutLanguage.StopWords), nameof(OptOutLanguage.StartWords), nameof(OptOutLanguage.YesWords), nameof(OptOutLanguage.HelpWords),
                    nameof(OptOutLanguage.StoppedText), nameof(OptOutLanguage.StartedText), nameof(OptOutLanguage.HelpText),
                ]));
        }

        var greeting = notify.GetSection("Greeting");
        Read<GreetingOptions>(
            services,
            sections,
            greeting,
            o => greeting.Bind(o), nameof(GreetingOptions.Texts));

        var conversations = notify.GetSection("Conversations");
        Read<ConversationOptions>(
            services,
            sections,
            conversations,
            o => conversations.GetSection(nameof(ConversationOptions.Paths)).Bind(o.Paths), nameof(ConversationOptions.Paths));
    }

    private static void Read<TOptions>(
        IServiceCollection services, KnownSections sections, IConfigurationSection section, Action<TOptions> bind, params string[] settings)
        where TOptions : class
    {
        sections.Add(section.Key, settings);
        services.AddOptions<TOptions>().Configure(options =>
        {
            try
            {
                bind(options);
            }
            catch (InvalidOperationException e)
            {
                throw new OptionsValidationException(
                    Options.DefaultName, typeof(TOptions), [$"{e.Message} Write numbers in digits, times as [d.]hh:mm:ss, and choices by their names."]);
            }
        });
        services.AddSingleton<IValidateOptions<TOptions>>(new UnknownKeysValidator<TOptions>(section, settings));
    }
}
