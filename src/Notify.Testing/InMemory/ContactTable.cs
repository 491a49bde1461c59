using Notify.Contacts;

namespace Notify.Testing.InMemory;

/// <summary>Contacts by address and by id.</summary>
internal sealed class ContactTable
{
    private readonly Dictionary<ContactKey, Guid> _ids = [];
    private readonly Dictionary<Guid, Contact> _contacts = [];

    public Contact? Find(ContactKey key) => _ids.TryGetValue(key, out var id) ? _contacts[id] : null;

    public Contact? Find(Guid id) => _contacts.GetValueOrDefault(id);

    public Contact FindOrAdd(ContactKey key) =>
        Find(key) ?? Save(key, new Contact { Id = Guid.NewGuid(), Tenant = key.Tenant, Address = key.Address });

    public Contact Save(ContactKey key, Contact contact)
    {
        _ids[key] = contact.Id;
        _contacts[contact.Id] = contact;
        return contact;
    }
}
