using Microsoft.Extensions.Logging;
using Notify.Diagnostics;
using Notify.Http;
using Notify.Sms.Mtn.Diagnostics;
using Notify.Webhooks;

namespace Notify.Sms.Mtn.Webhooks;

/// <summary>
/// Reads what MTN posts for one or more accounts: delivery reports and messages people wrote, in the shapes of v3, v2 and v1. Thread-safe.
/// </summary>
/// <remarks>
/// MTN documents no signature. A body counts where its HMAC-SHA256 under an account's secret is in the account's header (a relay or gateway of yours signs), or
/// where the first part of the path is the account's secret token (for callbacks straight from MTN). An account with neither gets nothing.
/// </remarks>
public sealed class MtnWebhookReader : IWebhookReader
{
    private readonly IReadOnlyList<Entrance> _entrances;
    private readonly Dictionary<string, ItemReader> _readers;
    private readonly SecretTexts _pathTokens;
    private readonly ILogger<MtnWebhookReader> _logger;
    private readonly RareLines _refused;

    /// <summary>Makes a reader for accounts with different names, secrets and path tokens.</summary>
    /// <exception cref="ArgumentException">Two accounts have the same name, or one a country whose numbers are not known.</exception>
    public MtnWebhookReader(IEnumerable<MtnWebhookAccount> accounts, ILogger<MtnWebhookReader> logger, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(accounts);
        _logger = logger;
        _refused = new RareLines(time);
        _entrances = [.. accounts.Select(a => new Entrance(a))];
        _readers = _entrances.ToDictionary(e => e.Account.Name, e => new ItemReader(e.Account), StringComparer.Ordinal);
        // A place without a token is filled with what nobody can write.
        _pathTokens = new SecretTexts(_entrances.Select(e => e.Account.PathToken is { Length: > 0 } token ? token : Guid.NewGuid().ToString()));
    }

    /// <inheritdoc/>
    public Channel Channel => Channel.Sms;

    /// <inheritdoc/>
    public string Name => "mtn";

    /// <inheritdoc/>
    public WebhookCheck Check(WebhookRequest request)
    {
        if (Vouched(request) is not { } account)
        {
            const string problem = "Neither its signature nor its path belongs to an account. Check WebhookSecret, SignatureHeader and WebhookToken.";
            if (_refused.Take(Name) is > 0 and var count)
            {
                _logger.NotVouchedFor(problem, count);
            }

            return WebhookCheck.Unsigned(problem);
        }

        using var document = JsonFields.Parse(request.Body);
        return document is null ? WebhookCheck.Malformed("The body is not JSON.") : WebhookCheck.Valid(account);
    }

    /// <inheritdoc/>
    public WebhookReading Read(ReceivedWebhook webhook)
    {
        ArgumentNullException.ThrowIfNull(webhook);
        if (!_readers.TryGetValue(webhook.Route, out var reader))
        {
            return WebhookReading.Unreadable("The account that vouched for it is no longer configured.");
        }

        using var document = JsonFields.Parse(webhook.Body);
        return document is null ? WebhookReading.Unreadable("The body is not JSON.") : reader.Read(document.RootElement, webhook.ReceivedAt);
    }

    private string? Vouched(WebhookRequest request)
    {
        var byPath = _pathTokens.IndexOf(request.Path.Split('/')[0]);
        return byPath >= 0 ? _entrances[byPath].Account.Name : _entrances.FirstOrDefault(e => e.Vouches(request))?.Account.Name;
    }
}
