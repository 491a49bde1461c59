using System.Security.Cryptography;
using System.Text;

namespace Notify.Contacts;

/// <summary>What is kept of an erased address: enough to know it again when somebody brings it, and not to read it back without the store's key.</summary>
public static class AddressHash
{
    /// <summary>The length of the store's key in bytes.</summary>
    public const int KeyLength = 32;

    /// <summary>The hash of an address for all tenants.</summary>
    /// <param name="secret">The store's key.</param>
    /// <param name="address">The address.</param>
    public static byte[] Of(ReadOnlySpan<byte> secret, Address address) => Of(secret, new ContactKey("", address));

    /// <summary>HMAC-SHA256 over tenant, kind and value, separated by zero bytes, in UTF-8.</summary>
    /// <param name="secret">The store's key.</param>
    /// <param name="key">The tenant's view of the address.</param>
    public static byte[] Of(ReadOnlySpan<byte> secret, in ContactKey key) =>
        HMACSHA256.HashData(secret, Encoding.UTF8.GetBytes($"{key.Tenant}\0{key.Address.Kind}\0{key.Address.Value}"));
}
