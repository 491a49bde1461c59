using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Notify.Outcomes;
using Notify.Policies;
using Notify.Queueing;
using Notify.Receipts;
using Notify.Templates;

namespace Notify.Hosting;

/// <summary>Reads Core's options from the sections of a configuration.</summary>
internal static class ConfigurationSections
{
    public static void Bind(IServiceCollection services, IConfiguration notify)
    {
        var worker = notify.GetSection("Worker");
        services.AddOptions<WorkerOptions>().Bind(worker);
        Refuse<WorkerOptions>(
            services,
            worker,
            nameof(WorkerOptions.Name),
            nameof(WorkerOptions.BatchSize),
            nameof(WorkerOptions.Parallelism),
            nameof(WorkerOptions.SendConcurrency),
            nameof(WorkerOptions.Lease),
            nameof(WorkerOptions.PollInterval),
            nameof(WorkerOptions.MaintenanceInterval));

        var retry = notify.GetSection("Retry");
        services.AddOptions<RetryOptions>().Bind(retry);
        Refuse<RetryOptions>(
            services,
            retry,
            nameof(RetryOptions.MaxAttempts),
            nameof(RetryOptions.RetryDelay),
            nameof(RetryOptions.RetryMaxDelay),
            nameof(RetryOptions.DeferDelay),
            nameof(RetryOptions.DeferMaxDelay),
            nameof(RetryOptions.Jitter));

        var receipts = notify.GetSection("Receipts");
        services.AddOptions<ReceiptOptions>().Bind(receipts);
        Refuse<ReceiptOptions>(services, receipts, nameof(ReceiptOptions.Window), nameof(ReceiptOptions.Unconfirmed));

        var rateLimit = notify.GetSection("RateLimit");
        services.AddOptions<RateLimitOptions>().Bind(rateLimit);
        Refuse<RateLimitOptions>(
            services, rateLimit, nameof(RateLimitOptions.Limit), nameof(RateLimitOptions.Window), nameof(RateLimitOptions.Mode));

        var quietHours = notify.GetSection("QuietHours");
        services.AddOptions<QuietHoursOptions>().Bind(quietHours);
        Refuse<QuietHoursOptions>(
            services, quietHours, nameof(QuietHoursOptions.Start), nameof(QuietHoursOptions.End), nameof(QuietHoursOptions.Zone));

        var templates = notify.GetSection("Templates");
        services.AddOptions<TemplateOptions>().Bind(templates);
        Refuse<TemplateOptions>(
            services, templates, nameof(TemplateOptions.Paths), nameof(TemplateOptions.DefaultLocale), nameof(TemplateOptions.RefreshInterval));

        var queueing = notify.GetSection("Queueing");
        services.AddOptions<QueueingOptions>().Bind(queueing);
        Refuse<QueueingOptions>(services, queueing, nameof(QueueingOptions.StreamBatchSize));
    }

    private static void Refuse<TOptions>(IServiceCollection services, IConfigurationSection section, params string[] settings)
        where TOptions : class =>
        services.AddSingleton<IValidateOptions<TOptions>>(new UnknownKeysValidator<TOptions>(section, settings));
}
