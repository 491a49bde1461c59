using Notify.Contacts;

namespace Notify.Inbox;

/// <summary>To whom a message was written.</summary>
/// <param name="Key">The person, at the tenant it is for.</param>
/// <param name="Knowing">The tenants of its account that know the person, where it serves more than one.</param>
internal readonly record struct Addressee(ContactKey Key, IReadOnlyList<string> Knowing)
{
    /// <summary>The tenants at which what the message says of the person holds.</summary>
    public IEnumerable<string> Tenants => Knowing.Append(Key.Tenant).Distinct(StringComparer.Ordinal);
}
