using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Notify.Policies;
using Notify.Webhooks;
using Notify.Sending;
using Notify.Templates;
using Notify.WhatsApp.Accounts;
using Notify.WhatsApp.Approvals;
using Notify.WhatsApp.Sending;
using Notify.WhatsApp.Webhooks;

namespace Notify.WhatsApp.Hosting;

/// <summary>Registers what an account needs.</summary>
internal static partial class AccountServices
{
    /// <summary>Adds an account: options from the sections in order, then from code.</summary>
    public static void Add(
        IServiceCollection services,
        string name,
        IReadOnlyList<IConfigurationSection> sections,
        Action<WhatsAppOptions>? configure,
        Action<IHttpClientBuilder>? configureHttp)
    {
        if (name is null || !AccountName().IsMatch(name))
        {
            throw new ArgumentException($"'{name}' is no account name: use 1 to 64 letters, digits, '.', '-' and '_'.", nameof(name));
        }

        var registration = new AccountRegistration(name, sections.Count > 0 ? sections[^1].Path : null);
        if (registration.Section is not null && Has(services, r => r == registration))
        {
            return;
        }

        var isNew = !Has(services, r => r.Name == name);
        services.AddSingleton(registration);
        AddOptions(services, name, sections, configure);
        var client = services.AddHttpClient(WhatsAppAccount.ClientName(name));
        if (isNew)
        {
            AddShared(services);
            AddSender(services, name);
            WireClient.Configure(client);
        }

        configureHttp?.Invoke(client);
    }

    private static bool Has(IServiceCollection services, Func<AccountRegistration, bool> matches) =>
        services.Any(s => s is { IsKeyedService: false, ImplementationInstance: AccountRegistration r } && matches(r));

    private static void AddOptions(
        IServiceCollection services, string name, IReadOnlyList<IConfigurationSection> sections, Action<WhatsAppOptions>? configure)
    {
        var options = services.AddOptions<WhatsAppOptions>(name).ValidateOnStart();
        foreach (var section in sections)
        {
            options.Bind(section);
            var holdsAccounts = sections.Count > 1 && ReferenceEquals(section, sections[0]);
            services.AddSingleton<IValidateOptions<WhatsAppOptions>>(new UnknownKeysValidator(name, section, holdsAccounts));
        }

        if (configure is not null)
        {
            options.Configure(configure);
        }
    }

    private static void AddShared(IServiceCollection services)
    {
        services.AddLogging();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<WhatsAppOptions>, WhatsAppOptionsValidator>());
        services.TryAddSingleton<WhatsAppAccounts>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IDeliveryPolicy, PairRatePolicy>());
        services.TryAddSingleton(static sp => new WhatsAppWebhookReader(WebhookAccounts(sp)));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IWebhookReader, WhatsAppWebhookReader>(
            static sp => sp.GetRequiredService<WhatsAppWebhookReader>()));
        services.TryAddSingleton(static sp => new WhatsAppTemplateSync(
            sp, sp.GetRequiredService<ITemplateStore>(), sp.GetRequiredService<ILogger<WhatsAppTemplateSync>>()));
        services.AddHostedService<TemplateSyncService>();
    }

    private static IEnumerable<WhatsAppWebhookAccount> WebhookAccounts(IServiceProvider provider)
    {
        var accounts = provider.GetRequiredService<WhatsAppAccounts>();
        return accounts.Names.Select(accounts.Options).Zip(
            accounts.Names, (o, name) => new WhatsAppWebhookAccount(name, o.PhoneNumberId, o.AppSecret, WhatsAppAccounts.Table(o))
            {
                BusinessAccountId = o.BusinessAccountId,
                VerifyToken = o.VerifyToken,
            });
    }

    private static void AddSender(IServiceCollection services, string name)
    {
        services.AddKeyedSingleton(name, static (sp, key) => new WhatsAppAccount(
            (string)key!,
            sp.GetRequiredService<WhatsAppAccounts>().Options((string)key!),
            sp.GetRequiredService<IHttpClientFactory>(),
            sp.GetRequiredService<TimeProvider>()));
        services.AddKeyedSingleton(name, static (sp, key) => new WhatsAppSender(
            sp.GetRequiredKeyedService<WhatsAppAccount>(key), sp.GetRequiredService<ILogger<WhatsAppSender>>()));
        services.AddKeyedSingleton<IChannelSender>(name, static (sp, key) => sp.GetRequiredKeyedService<WhatsAppSender>(key));

        // By its own type: another channel's account may have the same name.
        services.AddSingleton<IChannelSender>(sp => sp.GetRequiredKeyedService<WhatsAppSender>(name));
    }

    [GeneratedRegex(@"\A[A-Za-z0-9._-]{1,64}\z", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex AccountName();
}
