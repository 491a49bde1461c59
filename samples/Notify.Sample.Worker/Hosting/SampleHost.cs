using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Notify.AI.HandingOver;
using Notify.Hosting;
using Notify.Sample.Worker.Display;
using Notify.Sample.Worker.Emulation;
using Notify.Sample.Worker.Running;
using Notify.Sample.Worker.Talking;
using Notify.Sms.Mtn;
using Notify.WhatsApp;

namespace Notify.Sample.Worker.Hosting;

/// <summary>What any app does to use Notify: configuration, <c>AddNotify</c>, webhook addresses.</summary>
internal static class SampleHost
{
    public const string MainAccount = "main";

    /// <summary>Where the settings of Notify are.</summary>
    public const string Section = "Notify";

    /// <summary>Configuration: appsettings.json, then environment (<c>Notify__Worker__Lease</c>), then the command line.</summary>
    public static WebApplicationBuilder Configure(RunOptions options)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        AddSettings(builder.Configuration, options);
        return builder;
    }

    /// <summary>The settings of the command line.</summary>
    public static void AddSettings(IConfigurationBuilder configuration, RunOptions options) => configuration.AddInMemoryCollection(options.Settings.Select(setting =>
    {
        var equals = setting.IndexOf('=', StringComparison.Ordinal);
        return KeyValuePair.Create($"{Section}:{setting[2..equals]}", (string?)setting[(equals + 1)..]);
    }));

    /// <summary>For a process that only queues, beside a run: the accounts, whose tokens are made up, ask the real provider nothing.</summary>
    public static void KeepFromProviders(IConfigurationManager configuration)
    {
        foreach (var account in configuration.GetSection($"{Section}:WhatsApp:Accounts").GetChildren().Select(a => a.Path).ToList())
        {
            configuration[$"{account}:{nameof(WhatsAppOptions.TemplateSyncInterval)}"] = TimeSpan.Zero.ToString();
        }
    }

    /// <summary>What queues and what sends have in common: store, accounts, templates, rules.</summary>
    public static INotifyBuilder UseParts(this INotifyBuilder notify, IConfigurationSection section, RunOptions options, string schema) => notify
        .UseStorage(options, schema)
        .AddWhatsApp(section.GetSection("WhatsApp"))
        .AddMtnSms(section.GetSection("Mtn"))
        .AddTemplates("templates")
        .AddSanitizer(SampleRules.MaskCardNumbers)
        .AddSanitizer(SampleRules.BlockRequestsForSecrets);

    /// <summary>The main WhatsApp account's settings, which its emulator must know too.</summary>
    public static WhatsAppOptions WhatsAppAccount(IConfiguration configuration)
    {
        var section = configuration.GetSection($"{Section}:WhatsApp");
        var account = new WhatsAppOptions();
        section.Bind(account);
        section.GetSection($"Accounts:{MainAccount}").Bind(account);
        return account;
    }

    /// <summary>The SMS account's settings, which its emulator must know too.</summary>
    public static MtnOptions SmsAccount(IConfiguration configuration)
    {
        var account = new MtnOptions();
        configuration.GetSection($"{Section}:Mtn").Bind(account);
        return account;
    }

    /// <summary>The key with which a telephone system says that a call has ended.</summary>
    public static string CallKey(IConfiguration configuration) => configuration[$"{Section}:RunOnce:Keys:0"] ?? "";

    public static WebApplication Build(WebApplicationBuilder builder, RunOptions options, string schema, Uri emulator)
    {
        // The sample's accounts know no real provider: their calls go to the emulator.
        builder.Configuration[$"{Section}:WhatsApp:BaseAddress"] = emulator.ToString();
        builder.Configuration[$"{Section}:Mtn:BaseAddress"] = emulator.ToString();
        var section = builder.Configuration.GetSection(Section);
        builder.Services.AddNotify(section, notify => notify
            .UseParts(section, options, schema)
            .AddGreeting("en", "Welcome to Keza, orders and advice.")
            .AddGreeting("fr", "Bienvenue chez Keza, commandes et conseil.")
            // Who answers what people write, in this order. STOP, START and HELP are heeded before any of them.
            .AddInboundHandler<Listener>()
            .AddConversations("conversations")
            .AddConversationReceiver<Advisers>()
            .AddInboundHandler<OrderDesk>()
            .AddAiReplies(section.GetSection("Ai"))
            .AddRunOnce(section.GetSection("RunOnce"))
            .AddWorker());
        var model = ChatSettings.Client(section.GetSection("Chat"));
        builder.Services.AddSingleton<IChatClient>(s => ActivatorUtilities.CreateInstance<ToldChatClient>(s, model));
        builder.Services.AddSingleton<IHandOverReceiver, Advisers>();
        AddOwnServices(builder, options);
        builder.WebHost.UseUrls("http://127.0.0.1:0");

        var app = builder.Build();
        app.MapNotifyWebhooks();
        app.MapNotifyPostCall();
        return app;
    }

    private static INotifyBuilder UseStorage(this INotifyBuilder notify, RunOptions options, string schema) => options.UsesPostgres
        ? notify.UsePostgres(o => (o.ConnectionString, o.Schema, o.MigrateOnStart) = (options.Connection, schema, true))
        : notify.UseSqlite(options.Database);

    private static void AddOwnServices(WebApplicationBuilder builder, RunOptions options)
    {
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(s => new EventFeed(options.LogFile, s.GetRequiredService<TimeProvider>()));
        builder.Services.AddSingleton<ILoggerProvider>(s => s.GetRequiredService<EventFeed>());
        builder.Services.AddSingleton<TalkFeed>();
        builder.Services.AddSingleton<ResultReader>();
        builder.Services.AddSingleton<SnapshotReader>();
    }
}
