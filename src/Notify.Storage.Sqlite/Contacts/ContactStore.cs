using System.Data.Common;
using Notify.Contacts;
using Notify.Storage.Sqlite.Database;

namespace Notify.Storage.Sqlite.Contacts;

/// <summary>Contacts in SQLite.</summary>
internal sealed class ContactStore(SqliteDatabase database) : IContactStore
{
    public Task<ContactLookup> FindAsync(IReadOnlyList<ContactKey> keys, CancellationToken cancellationToken) =>
        database.ReadAsync("find contacts", session => Find(session, keys), cancellationToken);

    public Task<ILookup<Address, Contact>> FindEverywhereAsync(IReadOnlyCollection<Address> addresses, CancellationToken cancellationToken) =>
        database.ReadAsync("find contacts", session => FindEverywhere(session, addresses), cancellationToken);

    // Not read first: the writer's pages are warm, a reader's are not, and where all are known nothing is written.
    public Task<ContactLookup> FindOrAddAsync(IReadOnlyList<ContactKey> keys, DbTransaction? transaction, CancellationToken cancellationToken) =>
        transaction is not null ? throw CallerTransaction.NotSupported() : database.WriteAsync("add contacts", session => FindOrAdd(session, keys), cancellationToken);

    public Task<IReadOnlyDictionary<Guid, Contact>> GetAsync(IReadOnlyList<Guid> ids, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyDictionary<Guid, Contact>>("read contacts", session => Get(session, ids), cancellationToken);

    public Task<Contact> SaveAsync(ContactKey key, ContactPreferences preferences, CancellationToken cancellationToken) =>
        database.WriteAsync("save a contact", session => Save(session, key, preferences), cancellationToken);

    public Task<int> SetConsentAsync(ConsentChange change, CancellationToken cancellationToken) =>
        database.WriteAsync("record consent", session => ConsentWork.Run(session, change), cancellationToken);

    public Task NoteAsync(IReadOnlyList<ContactNote> notes, CancellationToken cancellationToken) =>
        notes.Count == 0 ? Task.CompletedTask : database.WriteAsync("note contacts", session => Note(session, notes), cancellationToken);

    private static int Note(Session session, IReadOnlyList<ContactNote> notes)
    {
        var changed = 0;
        foreach (var note in notes)
        {
            if (session.Contacts.Get(note.ContactId) is { } contact && note.ApplyTo(contact, session.NowTime) is var noted && noted != contact)
            {
                session.Contacts.Save(noted);
                changed++;
            }
        }

        return changed;
    }

    private static ContactLookup Find(Session session, IReadOnlyList<ContactKey> keys)
    {
        var contacts = new Contact?[keys.Count];
        for (var i = 0; i < contacts.Length; i++)
        {
            contacts[i] = session.Contacts.Find(keys[i]);
        }

        return new ContactLookup(session.NowTime, contacts);
    }

    private static ILookup<Address, Contact> FindEverywhere(Session session, IReadOnlyCollection<Address> addresses)
    {
        var erased = session.Erased.Tenants();
        return addresses.Distinct()
            .SelectMany(address => session.Contacts.Everywhere(address, erased), (address, contact) => (address, contact))
            .ToLookup(f => f.address, f => f.contact);
    }

    private static ContactLookup FindOrAdd(Session session, IReadOnlyList<ContactKey> keys)
    {
        var contacts = new Contact?[keys.Count];
        for (var i = 0; i < contacts.Length; i++)
        {
            contacts[i] = session.Contacts.FindOrAdd(keys[i], session.Now);
        }

        return new ContactLookup(session.NowTime, contacts);
    }

    private static Dictionary<Guid, Contact> Get(Session session, IReadOnlyList<Guid> ids)
    {
        var contacts = new Dictionary<Guid, Contact>(ids.Count);
        foreach (var id in ids)
        {
            if (!contacts.ContainsKey(id) && session.Contacts.Get(id) is { } contact)
            {
                contacts.Add(id, contact);
            }
        }

        return contacts;
    }

    private static Contact Save(Session session, ContactKey key, ContactPreferences preferences)
    {
        var contact = session.Contacts.FindOrAdd(key, session.Now);
        if (contact.IsErased)
        {
            return contact;
        }

        var changed = preferences.ApplyTo(contact, session.NowTime);
        session.Contacts.Save(changed);
        return changed;
    }
}
