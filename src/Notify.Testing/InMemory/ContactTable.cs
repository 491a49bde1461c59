using System.Security.Cryptography;
using Notify.Contacts;
using Notify.Deliveries;

namespace Notify.Testing.InMemory;

/// <summary>Contacts by address, by what is left of an erased address, and by id.</summary>
internal sealed class ContactTable(Func<Contact, Contact> begin)
{
    private readonly byte[] _secret = RandomNumberGenerator.GetBytes(AddressHash.KeyLength);
    private readonly Dictionary<ContactKey, Guid> _ids = [];
    private readonly Dictionary<string, Guid> _erased = new(StringComparer.Ordinal);
    private readonly Dictionary<Guid, Contact> _contacts = [];

    private readonly Dictionary<Guid, DateTimeOffset> _erasedAt = [];

    // Contacts that went up in others.
    private readonly Dictionary<Guid, Guid> _gone = [];

    public Contact? Find(ContactKey key) =>
        _ids.TryGetValue(key, out var id) || _erased.TryGetValue(HashOf(key), out id) ? Find(id) : null;

    public Contact? Find(Guid id) => _contacts.GetValueOrDefault(_gone.GetValueOrDefault(id, id));

    /// <summary>The contacts that went up in one.</summary>
    public HashSet<Guid> GoneInto(Guid id) => [.. _gone.Where(g => g.Value == id).Select(g => g.Key)];

    /// <summary>Every tenant's contact under an address, those who were erased too.</summary>
    public IEnumerable<Contact> Everywhere(Address address) =>
        _contacts.Values.Select(c => c.Tenant).Distinct(StringComparer.Ordinal).ToList().Select(t => Find(new ContactKey(t, address))).OfType<Contact>();

    public Contact FindOrAdd(ContactKey key) =>
        Find(key) ?? Save(key, begin(new Contact { Id = Guid.NewGuid(), Tenant = key.Tenant, Address = key.Address }));

    public Contact Save(ContactKey key, Contact contact)
    {
        _ids[key] = contact.Id;
        _contacts[contact.Id] = contact;
        return contact;
    }

    public void Save(Contact contact) => _contacts[contact.Id] = contact;

    /// <summary>Notes when a person was erased last.</summary>
    public void NoteErased(Contact contact, DateTimeOffset now) => _erasedAt[contact.Id] = now;

    /// <summary>When a person was erased last; null if never.</summary>
    public DateTimeOffset? ErasedAt(Guid id) => _erasedAt.TryGetValue(_gone.GetValueOrDefault(id, id), out var at) ? at : null;

    /// <summary>Puts an erased contact in a contact's place.</summary>
    public void Erase(ContactKey key, Contact contact, DateTimeOffset now)
    {
        foreach (var known in contact.Addresses().Select(a => new ContactKey(contact.Tenant, a)).Append(key))
        {
            _ids.Remove(known);
            _erased[HashOf(known)] = contact.Id;
        }

        _contacts[contact.Id] = new Contact
        {
            Id = contact.Id,
            Tenant = contact.Tenant,
            Address = new Address(Address.ErasedKind, contact.Id.ToString()),
            OptedOutAt = contact.OptedOutAt ?? now,
            OptOutReason = Reasons.Erased,
        };
    }

    /// <summary>Forgets that a person was erased, by all their addresses: whoever brings one next is somebody new.</summary>
    public void ForgetErased(ContactKey key)
    {
        if (_erased.TryGetValue(HashOf(key), out var id) && Find(id) is { IsErased: true })
        {
            HashesOf(id).ForEach(hash => _erased.Remove(hash));
        }
    }

    /// <summary>Remembers an address with an erased contact.</summary>
    public void AddErased(ContactKey key, Contact erased) => _erased[HashOf(key)] = erased.Id;

    /// <summary>An address finds a contact from now on.</summary>
    public void Add(ContactKey key, Contact contact) => _ids[key] = contact.Id;

    /// <summary>Lets what was one contact's be another's. An erased contact stays where it is, but for its addresses.</summary>
    public void Move(Contact goes, Contact stays)
    {
        HashesOf(goes.Id).ForEach(hash => _erased[hash] = stays.Id);
        if (goes.IsErased)
        {
            return;
        }

        foreach (var address in goes.Addresses())
        {
            _ids[new ContactKey(goes.Tenant, address)] = stays.Id;
        }

        foreach (var id in GoneInto(goes.Id).Append(goes.Id))
        {
            _gone[id] = stays.Id;
        }

        _contacts.Remove(goes.Id);
    }

    private List<string> HashesOf(Guid id) => [.. _erased.Where(e => e.Value == id).Select(e => e.Key)];

    private string HashOf(ContactKey key) => Convert.ToHexString(AddressHash.Of(_secret, key));
}
