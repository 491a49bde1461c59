using System.Buffers;
using System.Security.Cryptography;

namespace Notify.Http;

/// <summary>HMAC-SHA256 over a body's raw bytes, as webhooks are signed with it.</summary>
internal static class HmacSignature
{
    /// <summary>Checks a signature in constant time; false where it is not 64 hexadecimal digits, or there is no secret.</summary>
    public static bool Verify(ReadOnlySpan<byte> body, ReadOnlySpan<char> hex, byte[] secret)
    {
        Span<byte> given = stackalloc byte[HMACSHA256.HashSizeInBytes];
        if (secret.Length == 0 || hex.Length != 2 * given.Length || Convert.FromHexString(hex, given, out _, out _) != OperationStatus.Done)
        {
            return false;
        }

        Span<byte> expected = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(secret, body, expected);
        return CryptographicOperations.FixedTimeEquals(given, expected);
    }
}
