using System.Text.Json;
using Notify.Webhooks;
using Notify.Http;

namespace Notify.WhatsApp.Webhooks;

/// <summary>
/// Reads Meta's webhooks for one or more accounts: the signature over the raw bytes; then statuses, messages of every type, and what is said of templates, accounts
/// and preferences. Thread-safe.
/// </summary>
/// <remarks>
/// Accounts may share an app secret or have their own; an item counts only where the body is signed with the secret of the account it speaks of.
/// Entries may be batched, up to 1,000 in a body, and any field may be absent. What nobody reads, or is of no known account, is counted.
/// </remarks>
public sealed class WhatsAppWebhookReader : IWebhookReader
{
    private readonly WebhookAccounts _accounts;
    private readonly WhatsAppVerification _verification;

    /// <summary>Makes a reader for accounts with different phone number ids.</summary>
    /// <exception cref="ArgumentException">Two accounts have the same phone number id.</exception>
    public WhatsAppWebhookReader(IEnumerable<WhatsAppWebhookAccount> accounts)
    {
        ArgumentNullException.ThrowIfNull(accounts);
        _accounts = new WebhookAccounts(accounts);
        _verification = new WhatsAppVerification(_accounts.All.Select(a => a.VerifyToken));
    }

    /// <inheritdoc/>
    public Channel Channel => Channel.WhatsApp;

    /// <inheritdoc/>
    public string Name => "whatsapp";

    /// <summary>Answers Meta's handshake: <c>hub.mode</c>, <c>hub.verify_token</c> of any account, <c>hub.challenge</c>.</summary>
    /// <inheritdoc/>
    public string? Answer(Func<string, string?> query) => _verification.Answer(query);

    /// <inheritdoc/>
    public WebhookCheck Check(WebhookRequest request)
    {
        var header = request.Header(WhatsAppSignature.Header);
        if (string.IsNullOrEmpty(header))
        {
            return WebhookCheck.Unsigned($"The header {WhatsAppSignature.Header} is missing.");
        }

        if (_accounts.Signer(request.Body.Span, header) is not { } signer)
        {
            return WebhookCheck.Unsigned("The signature matches no account's AppSecret.");
        }

        using var document = JsonFields.Parse(request.Body);
        return document is null ? WebhookCheck.Malformed("The body is not JSON.")
            : HasEntries(document.RootElement) ? WebhookCheck.Valid(signer.Name)
            : WebhookCheck.Malformed("The body has no list of entries.");
    }

    /// <inheritdoc/>
    public WebhookReading Read(ReceivedWebhook webhook)
    {
        ArgumentNullException.ThrowIfNull(webhook);
        if (_accounts.Named(webhook.Route) is not { } signer)
        {
            return WebhookReading.Unreadable("The account that vouched for it is no longer configured.");
        }

        using var document = JsonFields.Parse(webhook.Body);
        return document is not null && HasEntries(document.RootElement)
            ? Read(document.RootElement, signer, webhook.ReceivedAt)
            : WebhookReading.Unreadable("The body is not JSON with a list of entries.");
    }

    private static bool HasEntries(JsonElement root) => root.Field("entry") is { ValueKind: JsonValueKind.Array };

    private WebhookReading Read(JsonElement root, WhatsAppWebhookAccount signer, DateTimeOffset receivedAt)
    {
        var draft = new ReadingDraft();
        foreach (var entry in root.Items("entry"))
        {
            foreach (var change in entry.Items("changes"))
            {
                new WebhookChange(entry, change, _accounts, signer, receivedAt).Read(draft);
            }
        }

        return draft.ToReading();
    }
}
