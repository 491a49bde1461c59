using System.Security.Cryptography;
using System.Text;

namespace Notify.Emulators.Meta.Webhooks;

/// <summary>The value of <c>X-Hub-Signature-256</c>.</summary>
internal static class WebhookSignature
{
    public const string Header = "X-Hub-Signature-256";

    public static string Of(ReadOnlySpan<byte> body, string appSecret)
        => "sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(appSecret), body));
}
