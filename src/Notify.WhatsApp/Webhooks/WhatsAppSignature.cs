using System.Security.Cryptography;
using System.Text;

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

    internal static bool Verify(ReadOnlySpan<byte> body, string? header, byte[] key)
    {
        Span<byte> given = stackalloc byte[HMACSHA256.HashSizeInBytes];
        if (key.Length == 0 || !TryRead(header, given))
        {
            return false;
        }

        Span<byte> expected = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(key, body, expected);
        return CryptographicOperations.FixedTimeEquals(given, expected);
    }

    private static bool TryRead(string? header, Span<byte> signature) =>
        header is not null
        && header.Length == Prefix.Length + 2 * signature.Length
        && header.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase)
        && Convert.FromHexString(header.AsSpan(Prefix.Length), signature, out _, out _) == System.Buffers.OperationStatus.Done;
}
