using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Notify.Sms.Mtn.Accounts;
using Notify.Sms.Mtn.Diagnostics;

namespace Notify.Sms.Mtn.Hosting;

/// <summary>Tells at start of accounts whose delivery reports would be refused one and all.</summary>
internal sealed class EntranceCheck(MtnAccounts accounts, ILogger<EntranceCheck> logger) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var name in accounts.Names)
        {
            if (accounts.Options(name) is { RequestDeliveryReceipt: true, WebhookSecret: "", WebhookToken: "" })
            {
                logger.NothingLetIn(name);
            }
        }

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
