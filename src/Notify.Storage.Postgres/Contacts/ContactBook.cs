using Notify.Contacts;
using Notify.Storage.Postgres.Database;

namespace Notify.Storage.Postgres.Contacts;

/// <summary>Contacts by address, those who were erased too.</summary>
internal sealed class ContactBook(ErasedAddresses erased)
{
    public async Task<ContactLookup> FindAsync(Session session, IReadOnlyList<ContactKey> keys, CancellationToken cancellationToken)
    {
        var (now, found) = await ContactTable.FindAsync(session, keys, cancellationToken).ConfigureAwait(false);
        var contacts = found.ToArray();
        await erased.FillAsync(session, keys, contacts, cancellationToken).ConfigureAwait(false);
        return new ContactLookup(now, contacts);
    }

    public async Task<ILookup<Address, Contact>> FindEverywhereAsync(Session session, Address[] addresses, CancellationToken cancellationToken)
    {
        var known = await ContactTable.EverywhereAsync(session, addresses, cancellationToken).ConfigureAwait(false);
        var gone = await erased.EverywhereAsync(session, addresses, cancellationToken).ConfigureAwait(false);
        return known.Concat(gone).ToLookup(f => f.Address, f => f.Contact);
    }

    public async Task<Contact> FindOrAddAsync(Session session, ContactKey key, CancellationToken cancellationToken)
    {
        var found = await FindOrAddAsync(session, [key], cancellationToken).ConfigureAwait(false);
        return found.Contacts[0]!;
    }

    // Reads first: on the way of every enqueue, where all are known, nothing is written.
    public async Task<ContactLookup> FindOrAddAsync(Session session, IReadOnlyList<ContactKey> keys, CancellationToken cancellationToken)
    {
        var found = await ContactTable.FindAsync(session, keys, cancellationToken).ConfigureAwait(false);
        return await AddMissingAsync(session, keys, found, isPatient: true, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Makes those that were not found.</summary>
    /// <param name="session">The connection.</param>
    /// <param name="keys">All that were looked for.</param>
    /// <param name="found">What was found.</param>
    /// <param name="isPatient">Whether to wait for the end of a transaction that makes one of them, or only a moment.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public async Task<ContactLookup> AddMissingAsync(
        Session session, IReadOnlyList<ContactKey> keys, ContactLookup found, bool isPatient, CancellationToken cancellationToken)
    {
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
        var hashes = await erased.HashAsync(session, added, cancellationToken).ConfigureAwait(false);
        var standing = await erased.HashAsync(session, added.Select(k => k.Address), cancellationToken).ConfigureAwait(false);
        var (now, made) = await ContactTable.AddAsync(session, added, hashes, standing, found.Now, isPatient, cancellationToken).ConfigureAwait(false);
        var contacts = made.ToArray();
        await erased.FillAsync(session, added, contacts, cancellationToken).ConfigureAwait(false);
        return new ContactLookup(now, Merge(keys, found.Contacts, added, contacts));
    }

    private static Contact?[] Merge(IReadOnlyList<ContactKey> keys, IReadOnlyList<Contact?> found, ContactKey[] added, Contact?[] made)
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
