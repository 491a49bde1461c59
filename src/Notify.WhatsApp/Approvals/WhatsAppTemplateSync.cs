using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Notify.Storage;
using Notify.Templates;
using Notify.WhatsApp.Accounts;
using Notify.WhatsApp.Diagnostics;
using Notify.Http;
using Polly.Timeout;

namespace Notify.WhatsApp.Approvals;

/// <summary>
/// Reads at Meta which templates may be sent, and stores it. Runs by itself at start and at an interval; can be called too. Thread-safe.
/// </summary>
public sealed class WhatsAppTemplateSync
{
    // By how much clocks may differ, and Meta's times are whole seconds: a webhook that was said while the list was read counts as the newer word.
    private static readonly TimeSpan Allowance = TimeSpan.FromSeconds(5);

    private readonly IServiceProvider _services;
    private readonly ITemplateStore _store;
    private readonly TimeProvider _time;
    private readonly ILogger<WhatsAppTemplateSync> _logger;

    internal WhatsAppTemplateSync(IServiceProvider services, ITemplateStore store, TimeProvider time, ILogger<WhatsAppTemplateSync> logger) =>
        (_services, _store, _time, _logger) = (services, store, time, logger);

    /// <summary>Reads and stores the approvals of an account. Either all pages count or none.</summary>
    /// <param name="account">The account's name.</param>
    /// <param name="cancellationToken">Gives up; nothing is stored unless all pages were read.</param>
    /// <returns>How many there are, or why it failed: the network, Meta's answer, or the store. Logged as well.</returns>
    /// <exception cref="ArgumentException">There is no such account.</exception>
    public async Task<WhatsAppSyncResult> SyncAsync(
        string account = WhatsAppOptions.DefaultAccount, CancellationToken cancellationToken = default)
    {
        var found = _services.GetKeyedService<WhatsAppAccount>(account)
            ?? throw new ArgumentException($"There is no WhatsApp account '{account}'. Add it with AddWhatsApp.", nameof(account));
        try
        {
            return await ReadAsync(found, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is TemplateSyncException or StorageException or HttpRequestException or IOException
            or TimeoutRejectedException)
        {
            var problem = MetaWords.Detail(Words(e));

            // What the store's driver said is in the exception alone; of a network that is away the words say it all.
            _logger.SyncFailed(account, problem, e as StorageException);
            return new WhatsAppSyncResult(account, 0, 0, problem);
        }
    }

    private static string Words(Exception e)
    {
        if (e is not HttpRequestException http)
        {
            return e.Message;
        }

        // Of a certificate that is not trusted only the cause tells.
        var words = $"{http.HttpRequestError}: {http.Message}";
        var cause = e.GetBaseException().Message;
        return words.Contains(cause, StringComparison.Ordinal) ? words : $"{words} {cause}";
    }

    private async Task<WhatsAppSyncResult> ReadAsync(WhatsAppAccount account, CancellationToken cancellationToken)
    {
        var approvals = new List<Approval>();
        var began = _time.GetTimestamp();
        var skipped = 0;
        await foreach (var page in TemplatePages.ReadAsync(account, cancellationToken).ConfigureAwait(false))
        {
            using (page)
            {
                foreach (var template in page.RootElement.Items("data"))
                {
                    if (TemplateNames.Read(template.Text("name"), template.Text("language")) is var (name, language)
                        && TemplateStatus.Read(template.Text("status")) is { } status)
                    {
                        approvals.Add(new Approval(Channel.WhatsApp, account.Name, name, language, status));
                    }
                    else
                    {
                        skipped++;
                    }
                }
            }
        }

        // By an age, for the clock of this host may be wrong by any amount.
        var age = _time.GetElapsedTime(began) + Allowance;
        await _store.SaveApprovalsAsync(approvals.ConvertAll(a => a with { Age = age }), cancellationToken).ConfigureAwait(false);
        _logger.Synced(account.Name, approvals.Count, skipped);
        return new WhatsAppSyncResult(account.Name, approvals.Count, skipped, null);
    }
}
