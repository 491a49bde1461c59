using System.Data.Common;
using Notify.Contacts;
using Notify.Deliveries;
using Notify.Storage.Postgres.Auditing;
using Notify.Storage.Postgres.Database;
using Notify.Storage.Postgres.Deliveries;

namespace Notify.Storage.Postgres.Contacts;

/// <summary>Contacts in PostgreSQL.</summary>
internal sealed class ContactStore(PostgresDatabase database, ActorCache actors) : IContactStore
{
    private const string Adding = "add contacts";

    public Task<ContactLookup> FindAsync(IReadOnlyList<ContactKey> keys, CancellationToken cancellationToken) =>
        database.RunAsync("find contacts", (session, token) => ContactTable.FindAsync(session, keys, token), cancellationToken);

    // Reads first: on the way of every enqueue, where all are known, nothing is written.
    public Task<ContactLookup> FindOrAddAsync(IReadOnlyList<ContactKey> keys, DbTransaction? transaction, CancellationToken cancellationToken) => transaction is null
        ? database.RunAsync(Adding, (session, token) => FindOrAddAsync(session, keys, token), cancellationToken)
        : database.JoinAsync(Adding, transaction, (session, token) => FindOrAddAsync(session, keys, token), cancellationToken);

    public async Task<IReadOnlyDictionary<Guid, Contact>> GetAsync(IReadOnlyList<Guid> ids, CancellationToken cancellationToken) => ids.Count == 0
        ? new Dictionary<Guid, Contact>()
        : await database.RunAsync("read contacts", (session, token) => ContactTable.GetAsync(session, [.. ids], token), cancellationToken).ConfigureAwait(false);

    public Task<Contact> SaveAsync(ContactKey key, ContactPreferences preferences, CancellationToken cancellationToken) => database.WriteAsync(
        "save a contact",
        async (session, token) =>
        {
            var contact = await FindOrAddAsync(session, key, token).ConfigureAwait(false);
            return await ContactTable.SaveAsync(session, contact.Id, preferences, token).ConfigureAwait(false);
        },
        cancellationToken);

    public async Task<int> SetConsentAsync(ConsentChange change, CancellationToken cancellationToken)
    {
        var actor = await actors.GetOrAddAsync(change.By, cancellationToken).ConfigureAwait(false);
        return await database.WriteAsync(
            "record consent",
            async (session, token) =>
            {
                var contact = await FindOrAddAsync(session, change.Key, token).ConfigureAwait(false);
                await ContactTable.SetConsentAsync(session, contact.Id, change, actor, token).ConfigureAwait(false);
                // What the person has waiting is called off.
                return change.OptedOut
                    ? await CommandWork.CancelAsync(
                        session,
                        new DeliverySelection(contact.Tenant) { ContactId = contact.Id },
                        Reasons.OptOut,
                        new CommandBy(actor, change.Reason),
                        token).ConfigureAwait(false)
                    : 0;
            },
            cancellationToken).ConfigureAwait(false);
    }

    private static async Task<Contact> FindOrAddAsync(Session session, ContactKey key, CancellationToken cancellationToken)
    {
        var found = await FindOrAddAsync(session, [key], cancellationToken).ConfigureAwait(false);
        return found.Contacts[0]!;
    }

    private static async Task<ContactLookup> FindOrAddAsync(Session session, IReadOnlyList<ContactKey> keys, CancellationToken cancellationToken)
    {
        var found = await ContactTable.FindAsync(session, keys, cancellationToken).ConfigureAwait(false);
        var missing = new SortedSet<ContactKey>(ContactKeyOrder.Instance);
        for (var i = 0; i < keys.Count; i++)
        {
            if (found.Contacts[i] is null)
            {
                missing.Add(keys[i]);
            }
        }

        if (missing.Count == 0)
        {
            return found;
        }

        ContactKey[] added = [.. missing];
        var made = await ContactTable.AddAsync(session, added, found.Now, cancellationToken).ConfigureAwait(false);
        return new ContactLookup(made.Now, Merge(keys, found.Contacts, added, made.Contacts));
    }

    private static Contact?[] Merge(IReadOnlyList<ContactKey> keys, IReadOnlyList<Contact?> found, ContactKey[] added, IReadOnlyList<Contact?> made)
    {
        var contacts = new Contact?[keys.Count];
        for (var i = 0; i < contacts.Length; i++)
        {
            contacts[i] = found[i] ?? made[Array.BinarySearch(added, keys[i], ContactKeyOrder.Instance)]
                ?? throw new InvalidOperationException("A contact was taken away while it was made.");
        }

        return contacts;
    }
}
