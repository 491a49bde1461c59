using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Notify.Http;
using Notify.Sending;
using Notify.Sms.Mtn.Accounts;
using Notify.Sms.Mtn.Diagnostics;
using Notify.Sms.Mtn.Errors;
using Notify.Sms.Mtn.Sending;
using Notify.Sms.Mtn.Webhooks;
using Notify.Webhooks;

namespace Notify.Sms.Mtn.Hosting;

/// <summary>What an MTN account is made of.</summary>
internal static class MtnServices
{
    /// <summary>The accounts' kind.</summary>
    public static AccountKind<MtnOptions> Kind { get; } = new()
    {
        Provider = "MTN",
        Settings =
        [
            nameof(MtnOptions.ClientId), nameof(MtnOptions.ClientSecret), nameof(MtnOptions.ApiKey), nameof(MtnOptions.ServiceCode),
            nameof(MtnOptions.SenderAddress), nameof(MtnOptions.RequestDeliveryReceipt), nameof(MtnOptions.BaseAddress), nameof(MtnOptions.SendPath),
            nameof(MtnOptions.TokenPath), nameof(MtnOptions.ClientAuthentication), nameof(MtnOptions.Body), nameof(MtnOptions.NumberFormat),
            nameof(MtnOptions.NotifyUrl), nameof(MtnOptions.Tenants), nameof(MtnOptions.Timeout), nameof(MtnOptions.MaxConcurrency),
            nameof(MtnOptions.MaxPerSecond), nameof(MtnOptions.MaxSegments), nameof(MtnOptions.SmartEncoding),
            nameof(MtnOptions.WebhookSecret), nameof(MtnOptions.SignatureHeader), nameof(MtnOptions.WebhookToken), nameof(MtnOptions.InboundFields),
            nameof(MtnOptions.Country),
            nameof(MtnOptions.UnknownErrors), nameof(MtnOptions.Errors),
        ],
        ErrorSettings = [nameof(MtnErrorOverride.Class), nameof(MtnErrorOverride.Scope), nameof(MtnErrorOverride.Delay), nameof(MtnErrorOverride.Mends), nameof(MtnErrorOverride.Remedy)],
        IsErrorCode = static key => key.Length is > 0 and <= 100 && key.All(static c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-'),
        ErrorCodeExample = "3000",
        Bind = static (section, options) => section.Bind(options),
        AddShared = AddShared,
        AddSender = AddSender,
    };

    private static void AddShared(IServiceCollection services)
    {
        services.AddMetrics();
        services.TryAddSingleton<MtnMetrics>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<MtnOptions>, MtnOptionsValidator>());
        services.TryAddSingleton<MtnAccounts>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, EntranceCheck>());
        services.TryAddSingleton(static sp => new MtnWebhookReader(
            WebhookAccounts(sp), sp.GetRequiredService<ILogger<MtnWebhookReader>>(), sp.GetRequiredService<TimeProvider>()));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IWebhookReader, MtnWebhookReader>(static sp => sp.GetRequiredService<MtnWebhookReader>()));
    }

    private static IEnumerable<MtnWebhookAccount> WebhookAccounts(IServiceProvider provider)
    {
        var accounts = provider.GetRequiredService<MtnAccounts>();
        foreach (var name in accounts.Names)
        {
            var options = accounts.Options(name);
            yield return new MtnWebhookAccount(name, MtnAccounts.Table(options))
            {
                Secret = options.WebhookSecret,
                SignatureHeader = options.SignatureHeader,
                PathToken = options.WebhookToken,
                InboundFields = options.InboundFields.AsReadOnly(),
                Country = options.Country,
            };
        }
    }

    private static void AddSender(IServiceCollection services, string name)
    {
        services.AddKeyedSingleton(name, static (sp, key) => new MtnAccount(
            (string)key!,
            sp.GetRequiredService<MtnAccounts>().Options((string)key!),
            sp.GetRequiredService<IHttpClientFactory>(),
            sp.GetRequiredService<TimeProvider>(),
            sp.GetRequiredService<ILogger<MtnAccount>>()));
        services.AddKeyedSingleton(name, static (sp, key) => new MtnSender(
            sp.GetRequiredKeyedService<MtnAccount>(key), sp.GetRequiredService<MtnMetrics>(), sp.GetRequiredService<ILogger<MtnSender>>()));
        AccountServices.AddSender<MtnSender>(services, name);
    }
}
