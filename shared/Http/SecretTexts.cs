using System.Security.Cryptography;
using System.Text;

namespace Notify.Http;

/// <summary>Secrets to compare what came from outside with. Keeps and compares hashes, which are of one length, so it takes the same time for any text.</summary>
internal sealed class SecretTexts(IEnumerable<string> secrets)
{
    private readonly byte[][] _secrets = [.. secrets.Select(Hash)];

    /// <summary>The place of the secret that equals the text, or -1.</summary>
    public int IndexOf(string text)
    {
        var given = Hash(text);
        var found = -1;
        for (var i = 0; i < _secrets.Length; i++)
        {
            found = CryptographicOperations.FixedTimeEquals(given, _secrets[i]) ? i : found;
        }

        return found;
    }

    private static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
