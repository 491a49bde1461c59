using System.Security.Cryptography;
using Notify.Contacts;
using Notify.Deliveries;

namespace Notify.Testing.InMemory;

/// <summary>Contacts by address, by what is left of an erased address, and by id.</summary>
internal sealed class ContactTable
{
    private readonly byte[] _secret = RandomNumberGenerator.GetBytes(AddressHash.KeyLength);
    private readonly Dictionary<ContactKey, Guid> _ids = [];
    private readonly Dictionary<string, Guid> _erased = new(StringComparer.Ordinal);
    private readonly Dictionary<Guid, Contact> _contacts = [];

    public Contact? Find(ContactKey key) =>
        _ids.TryGetValue(key, out var id) || _erased.TryGetValue(HashOf(key), out id) ? _contacts[id] : null;

    public Contact? Find(Guid id) => _contacts.GetValueOrDefault(id);

    public Contact FindOrAdd(ContactKey key) =>
        Find(key) ?? Save(key, new Contact { Id = Guid.NewGuid(), Tenant = key.Tenant, Address = key.Address });

    public Contact Save(ContactKey key, Contact contact)
    {
        _ids[key] = contact.Id;
        _contacts[contact.Id] = contact;
        return contact;
    }

    public void Save(Contact contact) => _contacts[contact.Id] = contact;

    /// <summary>Puts an erased contact in a contact's place.</summary>
    public void Erase(ContactKey key, Contact contact, DateTimeOffset now)
    {
        _ids.Remove(key);
        _erased[HashOf(key)] = contact.Id;
        _contacts[contact.Id] = new Contact
        {
            Id = contact.Id,
            Tenant = contact.Tenant,
            Address = new Address(Address.ErasedKind, contact.Id.ToString()),
            OptedOutAt = contact.OptedOutAt ?? now,
            OptOutReason = Reasons.Erased,
        };
    }

    /// <summary>Forgets that an address was erased: whoever brings it next is somebody new.</summary>
    public void ForgetErased(ContactKey key) => _erased.Remove(HashOf(key));

    private string HashOf(ContactKey key) => Convert.ToHexString(AddressHash.Of(_secret, key));
}
