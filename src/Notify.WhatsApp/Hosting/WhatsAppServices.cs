using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Notify.Http;
using Notify.Policies;
using Notify.Sending;
using Notify.Templates;
using Notify.Webhooks;
using Notify.WhatsApp.Accounts;
using Notify.WhatsApp.Approvals;
using Notify.WhatsApp.Errors;
using Notify.WhatsApp.Sending;
using Notify.WhatsApp.Webhooks;

namespace Notify.WhatsApp.Hosting;

/// <summary>What a WhatsApp account is made of.</summary>
internal static class WhatsAppServices
{
    /// <summary>The accounts' kind.</summary>
    public static AccountKind<WhatsAppOptions> Kind { get; } = new()
    {
        Provider = "WhatsApp",
        Settings =
        [
            nameof(WhatsAppOptions.PhoneNumberId), nameof(WhatsAppOptions.BusinessAccountId), nameof(WhatsAppOptions.AccessToken),
            nameof(WhatsAppOptions.AppSecret), nameof(WhatsAppOptions.VerifyToken), nameof(WhatsAppOptions.ApiVersion),
            nameof(WhatsAppOptions.BaseAddress), nameof(WhatsAppOptions.Tenants), nameof(WhatsAppOptions.Timeout),
            nameof(WhatsAppOptions.MaxConcurrency), nameof(WhatsAppOptions.MaxPerSecond), nameof(WhatsAppOptions.PairBurst),
            nameof(WhatsAppOptions.PairInterval), nameof(WhatsAppOptions.TemplateSyncInterval), nameof(WhatsAppOptions.ErrorTable),
            nameof(WhatsAppOptions.UnknownErrors), nameof(WhatsAppOptions.Errors),
        ],
        ErrorSettings =
        [
            nameof(WhatsAppErrorOverride.Class), nameof(WhatsAppErrorOverride.Scope), nameof(WhatsAppErrorOverride.Delay),
            nameof(WhatsAppErrorOverride.Mends),
            nameof(WhatsAppErrorOverride.Remedy),
        ],
        IsErrorCode = static key => int.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out _),
        ErrorCodeExample = "131026",
        Bind = static (section, options) => section.Bind(options),
        AddShared = AddShared,
        AddSender = AddSender,
    };

    private static void AddShared(IServiceCollection services)
    {
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<WhatsAppOptions>, WhatsAppOptionsValidator>());
        services.TryAddSingleton<WhatsAppAccounts>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IDeliveryPolicy, PairRatePolicy>());
        services.TryAddSingleton(static sp => new WhatsAppWebhookReader(WebhookAccounts(sp)));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IWebhookReader, WhatsAppWebhookReader>(
            static sp => sp.GetRequiredService<WhatsAppWebhookReader>()));
        services.TryAddSingleton(static sp => new WhatsAppTemplateSync(
            sp, sp.GetRequiredService<ITemplateStore>(), sp.GetRequiredService<TimeProvider>(), sp.GetRequiredService<ILogger<WhatsAppTemplateSync>>()));
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
        AccountServices.AddSender<WhatsAppSender>(services, name);
    }
}
