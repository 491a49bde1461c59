using System.Buffers;
using System.Security.Cryptography;
using System.Text;

namespace Notify.Contacts;

/// <summary>What is kept of an erased address: enough to know it again when somebody brings it, and not to read it back without the store's key.</summary>
public static class AddressHash
{
    /// <summary>The length of the store's key in bytes.</summary>
    public const int KeyLength = 32;

    /// <summary>The hash of an address for all tenants: as that of a tenant without a name.</summary>
    /// <param name="secret">The store's key.</param>
    /// <param name="address">The address.</param>
    public static byte[] Of(ReadOnlySpan<byte> secret, Address address) => Of(secret, ForAllTenants(address));

    /// <summary>HMAC-SHA256 over tenant, kind and value, separated by zero bytes, in UTF-8.</summary>
    /// <param name="secret">The store's key.</param>
    /// <param name="key">The tenant's view of the address.</param>
    public static byte[] Of(ReadOnlySpan<byte> secret, in ContactKey key)
    {
        var text = new ArrayBufferWriter<byte>();
        Write(key, text);
        return HMACSHA256.HashData(secret, text.WrittenSpan);
    }

    /// <summary>The hashes of many at once, which takes less time than one after another.</summary>
    /// <param name="secret">The store's key.</param>
    /// <param name="keys">The tenants' views of the addresses.</param>
    /// <returns>One for each, in the same order.</returns>
    public static byte[][] Of(ReadOnlySpan<byte> secret, IReadOnlyList<ContactKey> keys)
    {
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, secret);
        var text = new ArrayBufferWriter<byte>();
        var hashes = new byte[keys.Count][];
        for (var i = 0; i < hashes.Length; i++)
        {
            text.ResetWrittenCount();
            Write(keys[i], text);
            hash.AppendData(text.WrittenSpan);
            hashes[i] = hash.GetHashAndReset();
        }

        return hashes;
    }

    /// <summary>What an address is hashed as for all tenants.</summary>
    /// <param name="address">The address.</param>
    public static ContactKey ForAllTenants(Address address) => new("", address);

    private static void Write(in ContactKey key, ArrayBufferWriter<byte> text)
    {
        Encoding.UTF8.GetBytes(key.Tenant, text);
        text.Write("\0"u8);
        Encoding.UTF8.GetBytes(key.Address.Kind, text);
        text.Write("\0"u8);
        Encoding.UTF8.GetBytes(key.Address.Value, text);
    }
}
