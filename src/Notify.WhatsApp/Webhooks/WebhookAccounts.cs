using System.Text;

namespace Notify.WhatsApp.Webhooks;

/// <summary>The accounts a reader reads for, by what webhooks call them.</summary>
internal sealed class WebhookAccounts
{
    private readonly Dictionary<string, WhatsAppWebhookAccount> _byNumber;
    private readonly ILookup<string, WhatsAppWebhookAccount> _byBusiness;
    private readonly (byte[] Key, WhatsAppWebhookAccount First)[] _signers;

    public WebhookAccounts(IEnumerable<WhatsAppWebhookAccount> accounts)
    {
        All = [.. accounts];
        _byNumber = All.ToDictionary(a => a.PhoneNumberId, StringComparer.Ordinal);
        _byBusiness = All.Where(a => a.BusinessAccountId.Length > 0).ToLookup(a => a.BusinessAccountId, StringComparer.Ordinal);

        // Accounts may share a secret: the first of them stands for all, and the body is hashed once for it.
        _signers = [.. All.DistinctBy(a => a.AppSecret, StringComparer.Ordinal).Select(a => (Encoding.UTF8.GetBytes(a.AppSecret), a))];
    }

    public IReadOnlyList<WhatsAppWebhookAccount> All { get; }

    /// <summary>Whose secret a body is signed with; null for nobody's.</summary>
    public WhatsAppWebhookAccount? Signer(ReadOnlySpan<byte> body, string header)
    {
        foreach (var (key, first) in _signers)
        {
            if (WhatsAppSignature.Verify(body, header, key))
            {
                return first;
            }
        }

        return null;
    }

    public WhatsAppWebhookAccount? Named(string name) => All.FirstOrDefault(a => a.Name == name);

    /// <summary>The account of a number, where the signer may speak for it.</summary>
    public WhatsAppWebhookAccount? OfNumber(string? phoneNumberId, WhatsAppWebhookAccount signer) =>
        phoneNumberId is not null && _byNumber.GetValueOrDefault(phoneNumberId) is { } account && account.AppSecret == signer.AppSecret
            ? account
            : null;

    /// <summary>The accounts of a WhatsApp Business Account for which the signer may speak.</summary>
    public IEnumerable<WhatsAppWebhookAccount> OfBusiness(string? businessAccountId, WhatsAppWebhookAccount signer) =>
        businessAccountId is null ? [] : _byBusiness[businessAccountId].Where(a => a.AppSecret == signer.AppSecret);
}
