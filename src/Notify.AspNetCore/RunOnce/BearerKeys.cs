using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;

namespace Notify.AspNetCore.RunOnce;

/// <summary>Knows the keys by their hashes, and compares them in a time that tells nothing.</summary>
internal sealed class BearerKeys(IOptions<RunOnceOptions> options)
{
    private const string Scheme = "Bearer ";

    private readonly byte[][] _hashes = [.. options.Value.Keys.Select(Hash)];

    /// <summary>Whether an <c>Authorization</c> header holds one of the keys.</summary>
    public bool Allow(string? header)
    {
        if (header is null || !header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        var given = Hash(header[Scheme.Length..].Trim());
        var found = false;
        foreach (var hash in _hashes)
        {
            found |= CryptographicOperations.FixedTimeEquals(given, hash);
        }

        return found;
    }

    private static byte[] Hash(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));
}
