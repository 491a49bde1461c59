using System.Text;
using Notify.Http;
using Notify.Webhooks;

namespace Notify.Sms.Mtn.Webhooks;

/// <summary>Checks an account's signatures.</summary>
internal sealed class Entrance(MtnWebhookAccount account)
{
    private const string Prefix = "sha256=";

    private readonly byte[] _key = Encoding.UTF8.GetBytes(account.Secret);

    public MtnWebhookAccount Account => account;

    /// <summary>Whether the body is signed with this account's secret: hexadecimal digits, with or without <c>sha256=</c> before them.</summary>
    public bool Vouches(WebhookRequest request)
    {
        if (_key.Length == 0 || request.Header(account.SignatureHeader) is not { } header)
        {
            return false;
        }

        var hex = header.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) ? header.AsSpan(Prefix.Length) : header;
        return HmacSignature.Verify(request.Body.Span, hex, _key);
    }
}
