using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Notify.WhatsApp.Accounts;
using Notify.WhatsApp.Diagnostics;

namespace Notify.WhatsApp.Approvals;

/// <summary>Reads the approvals of every account once the host has started, and at each account's interval.</summary>
internal sealed class TemplateSyncService(
    WhatsAppAccounts accounts,
    IServiceProvider services,
    IHostApplicationLifetime lifetime,
    TimeProvider time,
    ILogger<WhatsAppTemplateSync> logger) : BackgroundService
{
    private static readonly TimeSpan AfterFailure = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var due = accounts.Names.Where(name => accounts.Options(name).TemplateSyncInterval > TimeSpan.Zero).ToList();
        if (due.Count == 0)
        {
            return;
        }

        try
        {
            // The store is ready only once every hosted service has started.
            await Started(stoppingToken).ConfigureAwait(false);
            await Task.WhenAll(due.Select(name => RunAsync(name, stoppingToken))).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
    }

    private async Task RunAsync(string account, CancellationToken stoppingToken)
    {
        var sync = services.GetRequiredService<WhatsAppTemplateSync>();
        var interval = accounts.Options(account).TemplateSyncInterval;
        while (true)
        {
            var succeeded = await TryAsync(sync, account, stoppingToken).ConfigureAwait(false);
            var wait = succeeded || interval < AfterFailure ? interval : AfterFailure;
            await Task.Delay(wait, time, stoppingToken).ConfigureAwait(false);
        }
    }

    private async Task<bool> TryAsync(WhatsAppTemplateSync sync, string account, CancellationToken stoppingToken)
    {
        try
        {
            return (await sync.SyncAsync(account, stoppingToken).ConfigureAwait(false)).Succeeded;
        }
        catch (Exception e) when (!stoppingToken.IsCancellationRequested)
        {
            // A bug in a store or a handler of the app must not take the host down with it.
            logger.SyncFailed(account, e.GetType().Name, e);
            return false;
        }
    }

    private async Task Started(CancellationToken stoppingToken)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var onStarted = lifetime.ApplicationStarted.UnsafeRegister(static s => ((TaskCompletionSource)s!).TrySetResult(), started);
        await started.Task.WaitAsync(stoppingToken).ConfigureAwait(false);
    }
}
