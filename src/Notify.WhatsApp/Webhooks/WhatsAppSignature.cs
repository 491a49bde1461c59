using System.Text;
using Notify.Http;

namespace Notify.WhatsApp.Webhooks;

/// <summary>The signature Meta puts on webhooks: HMAC-SHA256 of the raw body under the app's secret.</summary>
public static class WhatsAppSignature
{
    /// <summary>The header it is in.</summary>
    public const string Header = "X-Hub-Signature-256";

    private const string Prefix = "sha256=";

    /// <summary>Checks a signature in constant time.</summary>
    /// <param name="body">The body's raw bytes, exactly as they came: Meta signs its own escaping, so a body written anew does not match.</param>
    /// <param name="header">The header's value: <c>sha256=</c> and 64 hexadecimal digits. Upper case is taken too.</param>
    /// <param name="appSecret">The app's secret.</param>
    /// <returns>Whether the body is signed with this secret; false for a missing or malformed header.</returns>
    public static bool Verify(ReadOnlySpan<byte> body, string? header, string appSecret)
    {
        ArgumentNullException.ThrowIfNull(appSecret);
        return Verify(body, header, Encoding.UTF8.GetBytes(appSecret));
    }

    internal static bool Verify(ReadOnlySpan<byte> body, string? header, byte[] key) =>
        header is not null
        && header.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase)
        && HmacSignature.Verify(body, header.AsSpan(Prefix.Length), key);
}
