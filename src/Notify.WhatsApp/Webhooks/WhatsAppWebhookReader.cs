using System.Text.Json;
using Notify.Receipts;
using Notify.Webhooks;
using Notify.WhatsApp.Json;

namespace Notify.WhatsApp.Webhooks;

/// <summary>Reads Meta's webhooks for one or more accounts: the signature over the raw bytes, then the statuses. Thread-safe.</summary>
/// <remarks>
/// Accounts may share an app secret or have their own; a status counts only where the body is signed with the secret of the account it speaks of.
/// Entries may be batched, up to 1,000 in a body, and any field may be absent. What is not a status of a known account is counted, not read.
/// </remarks>
public sealed class WhatsAppWebhookReader : IWebhookReader
{
    private readonly Dictionary<string, WhatsAppWebhookAccount> _accounts;

    /// <summary>Makes a reader for accounts with different phone number ids.</summary>
    /// <exception cref="ArgumentException">Two accounts have the same phone number id.</exception>
    public WhatsAppWebhookReader(IEnumerable<WhatsAppWebhookAccount> accounts)
    {
        ArgumentNullException.ThrowIfNull(accounts);
        _accounts = accounts.ToDictionary(a => a.PhoneNumberId, StringComparer.Ordinal);
    }

    /// <inheritdoc/>
    public Channel Channel => Channel.WhatsApp;

    /// <inheritdoc/>
    public string Name => "whatsapp";

    /// <inheritdoc/>
    public WebhookCheck Check(WebhookRequest request)
    {
        var header = request.Header(WhatsAppSignature.Header);
        if (string.IsNullOrEmpty(header))
        {
            return WebhookCheck.Unsigned($"The header {WhatsAppSignature.Header} is missing.");
        }

        // Accounts may share a secret: the first of them stands for all.
        var signer = _accounts.Values.FirstOrDefault(a => WhatsAppSignature.Verify(request.Body.Span, header, a.AppSecret));
        if (signer is null)
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
        var signer = _accounts.Values.FirstOrDefault(a => a.Name == webhook.Route);
        if (signer is null)
        {
            return WebhookReading.Unreadable("The account that vouched for it is no longer configured.");
        }

        using var document = JsonFields.Parse(webhook.Body);
        return document is not null && HasEntries(document.RootElement)
            ? Read(document.RootElement, signer.AppSecret)
            : WebhookReading.Unreadable("The body is not JSON with a list of entries.");
    }

    private static bool HasEntries(JsonElement root) => root.Field("entry") is { ValueKind: JsonValueKind.Array };

    private WebhookReading Read(JsonElement root, string secret)
    {
        var receipts = new List<Receipt>();
        var ignored = 0;
        foreach (var entry in root.Items("entry"))
        {
            foreach (var change in entry.Items("changes"))
            {
                ignored += Read(change, secret, receipts);
            }
        }

        return new WebhookReading { Receipts = receipts, Ignored = ignored };
    }

    /// <summary>Adds a change's receipts; gives how many of its items are something else.</summary>
    private int Read(JsonElement change, string secret, List<Receipt> receipts)
    {
        if (change.Field("value") is not { } value || change.Text("field") != "messages")
        {
            return 1;
        }

        var others = value.Items("messages").Count() + value.Items("errors").Count();
        var statuses = value.Items("statuses");
        if (Account(value, secret) is not { } account)
        {
            return Math.Max(1, others + statuses.Count());
        }

        foreach (var status in statuses)
        {
            if (StatusReader.Read(status, account) is { } receipt)
            {
                receipts.Add(receipt);
            }
            else
            {
                others++;
            }
        }

        return others;
    }

    private WhatsAppWebhookAccount? Account(JsonElement value, string secret)
    {
        var number = value.Field("metadata")?.Text("phone_number_id");
        return number is not null && _accounts.GetValueOrDefault(number) is { } account && account.AppSecret == secret ? account : null;
    }
}
