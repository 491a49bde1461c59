using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Notify.AI.Replies;
using Notify.AI.Tools;
using Notify.AspNetCore.RunOnce;
using Notify.Gates;
using Notify.Inbox;
using Notify.Maintenance;
using Notify.OptOut;
using Notify.Outcomes;
using Notify.Policies;
using Notify.Queueing;
using Notify.Receipts;
using Notify.Sessions;
using Notify.Consents;
using Notify.Contacts;
using Notify.Conversations;
using Notify.Hosting;
using Notify.Sms.Mtn;
using Notify.Sms.Mtn.Errors;
using Notify.Storage.Postgres;
using Notify.Storage.Sqlite;
using Notify.Templates;
using Notify.WhatsApp;
using Notify.WhatsApp.Errors;

namespace Notify.Packaging.Tests.Options;

/// <summary>One options type, where it is configured, and the least a configuration of it must say.</summary>
/// <param name="Type">The type.</param>
/// <param name="Path">The section's path, as the table in the README writes it.</param>
/// <param name="Required">Keys without which it is refused.</param>
public sealed record OptionsSection(Type Type, string Path, IReadOnlyDictionary<string, string> Required)
{
    private const string WhatsApp = "Notify:WhatsApp";

    private const string Mtn = "Notify:Mtn";

    private static readonly Dictionary<string, string> Nothing = [];

    private static readonly Dictionary<string, string> Account = new()
    {
        [$"{WhatsApp}:PhoneNumberId"] = "100",
        [$"{WhatsApp}:BusinessAccountId"] = "200",
        [$"{WhatsApp}:AccessToken"] = "token",
        [$"{WhatsApp}:AppSecret"] = "secret",
    };

    private static readonly Dictionary<string, string> SmsAccount = new()
    {
        [$"{Mtn}:ClientId"] = "client",
        [$"{Mtn}:ClientSecret"] = "secret",
        [$"{Mtn}:ServiceCode"] = "2442",
    };

    /// <summary>All of them.</summary>
    public static IReadOnlyList<OptionsSection> All { get; } =
    [
        new(typeof(QueueingOptions), "Notify:Queueing", Nothing),
        new(typeof(WorkerOptions), "Notify:Worker", Nothing),
        new(typeof(RetryOptions), "Notify:Retry", Nothing),
        new(typeof(BreakerOptions), "Notify:Breaker", Nothing),
        new(typeof(ReceiptOptions), "Notify:Receipts", Nothing),
        new(typeof(RateLimitOptions), "Notify:RateLimit", Nothing),
        new(typeof(QuietHoursOptions), "Notify:QuietHours", Nothing),
        new(typeof(ReachabilityOptions), "Notify:Reachability", Nothing),
        new(typeof(TemplateOptions), "Notify:Templates", Nothing),
        new(typeof(RetentionOptions), "Notify:Retention", Nothing),
        new(typeof(RunOnceOptions), "Notify:RunOnce", new Dictionary<string, string> { ["Notify:RunOnce:Keys:0"] = new('k', 32) }),
        new(typeof(InboxOptions), "Notify:Inbox", Nothing),
        new(typeof(SessionOptions), "Notify:Sessions", Nothing),
        new(typeof(GreetingOptions), "Notify:Greeting", Nothing),
        new(typeof(ConversationOptions), "Notify:Conversations", Nothing),
        new(typeof(ConsentOptions), "Notify:Consent", Nothing),
        new(typeof(OptOutOptions), "Notify:OptOut", Nothing),
        new(typeof(OptOutLanguage), "Notify:OptOut:Languages:<code>", Nothing),
        new(typeof(AiReplyOptions), "Notify:Ai", new Dictionary<string, string> { ["Notify:Ai:SystemPrompt"] = "Be kind." }),
        new(typeof(AgentToolOptions), "Notify:AgentTools", Nothing),
        new(typeof(AgentPermissions), "Notify:AgentTools:Tenants:<tenant>", Nothing),
        new(typeof(SqliteOptions), "Sqlite", Nothing),
        new(typeof(PostgresOptions), "Postgres", Nothing),
        new(typeof(WhatsAppOptions), WhatsApp, Account),
        new(typeof(WhatsAppErrorOverride), $"{WhatsApp}:Errors:<code>", Account),
        new(typeof(MtnOptions), Mtn, SmsAccount),
        new(typeof(MtnErrorOverride), $"{Mtn}:Errors:<code>", SmsAccount),
    ];

    /// <summary>Reads and checks options as an app would, with one key set.</summary>
    /// <exception cref="OptionsValidationException">The value is refused.</exception>
    public void Validate(string key, string value)
    {
        var settings = new Dictionary<string, string?>(Required.ToDictionary(r => r.Key, r => (string?)r.Value)) { [key.Replace("<code>", "131026")] = value };
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
        var services = new ServiceCollection();
        services.AddNotify(configuration.GetSection("Notify"), notify => notify
            .UseSqlite(o =>
            {
                o.Path = "notify.db";
                configuration.GetSection("Sqlite").Bind(o);
            })
            .UsePostgres(o =>
            {
                o.ConnectionString = "Host=db";
                configuration.GetSection("Postgres").Bind(o);
            })
            .AddRunOnce(configuration.GetSection("Notify:RunOnce"))
            .AddAiReplies(configuration.GetSection("Notify:Ai"))
            .AddAgentTools(configuration.GetSection("Notify:AgentTools"))
            .AddWhatsApp(configuration.GetSection(WhatsApp))
            .AddMtnSms(configuration.GetSection(Mtn)));
        using var provider = services.BuildServiceProvider();
        _ = Type.Name switch
        {
            nameof(QueueingOptions) => Value<QueueingOptions>(provider),
            nameof(WorkerOptions) => Value<WorkerOptions>(provider),
            nameof(RetryOptions) => Value<RetryOptions>(provider),
            nameof(BreakerOptions) => Value<BreakerOptions>(provider),
            nameof(ReceiptOptions) => Value<ReceiptOptions>(provider),
            nameof(RateLimitOptions) => Value<RateLimitOptions>(provider),
            nameof(QuietHoursOptions) => Value<QuietHoursOptions>(provider),
            nameof(AiReplyOptions) => Value<AiReplyOptions>(provider),
            nameof(AgentToolOptions) or nameof(AgentPermissions) => Value<AgentToolOptions>(provider),
            nameof(RunOnceOptions) => Value<RunOnceOptions>(provider),
            nameof(ReachabilityOptions) => Value<ReachabilityOptions>(provider),
            nameof(SqliteOptions) => Value<SqliteOptions>(provider),
            nameof(PostgresOptions) => Value<PostgresOptions>(provider),
            nameof(RetentionOptions) => Value<RetentionOptions>(provider),
            nameof(ConsentOptions) => Value<ConsentOptions>(provider),
            nameof(OptOutOptions) or nameof(OptOutLanguage) => Value<OptOutOptions>(provider),
            nameof(InboxOptions) => Value<InboxOptions>(provider),
            nameof(SessionOptions) => Value<SessionOptions>(provider),
            nameof(GreetingOptions) => Value<GreetingOptions>(provider),
            nameof(ConversationOptions) => Value<ConversationOptions>(provider),
            nameof(TemplateOptions) => Value<TemplateOptions>(provider),
            nameof(MtnOptions) or nameof(MtnErrorOverride) => provider.GetRequiredService<IOptionsMonitor<MtnOptions>>().Get(MtnOptions.DefaultAccount),
            _ => (object)provider.GetRequiredService<IOptionsMonitor<WhatsAppOptions>>().Get(WhatsAppOptions.DefaultAccount),
        };
    }

    public override string ToString() => Path;

    private static object Value<T>(IServiceProvider services)
        where T : class => services.GetRequiredService<IOptions<T>>().Value;
}
