using System.Data.Common;
using Notify.Storage;

namespace Notify.Core.Tests.Support;

/// <summary>Contacts that are made while the answer is lost.</summary>
internal sealed class LostContacts(IContactStore inner) : IContactStore
{
    public Task<ContactLookup> FindAsync(IReadOnlyList<ContactKey> keys, CancellationToken cancellationToken) => inner.FindAsync(keys, cancellationToken);

    public Task<ILookup<Address, Contact>> FindEverywhereAsync(IReadOnlyCollection<Address> addresses, CancellationToken cancellationToken) =>
        inner.FindEverywhereAsync(addresses, cancellationToken);

    public async Task<ContactLookup> FindOrAddAsync(IReadOnlyList<ContactKey> keys, DbTransaction? transaction, CancellationToken cancellationToken)
    {
        await inner.FindOrAddAsync(keys, transaction, cancellationToken);
        throw new StorageException(StorageFailure.MayBeStored, "add contacts", new TimeoutException());
    }

    public Task<IReadOnlyDictionary<Guid, Contact>> GetAsync(IReadOnlyList<Guid> ids, CancellationToken cancellationToken) => inner.GetAsync(ids, cancellationToken);

    public Task<Contact> SaveAsync(ContactKey key, ContactPreferences preferences, CancellationToken cancellationToken) =>
        inner.SaveAsync(key, preferences, cancellationToken);

    public Task<int> SetConsentAsync(ConsentChange change, CancellationToken cancellationToken) => inner.SetConsentAsync(change, cancellationToken);

    public Task NoteAsync(IReadOnlyList<ContactNote> notes, CancellationToken cancellationToken) => inner.NoteAsync(notes, cancellationToken);
}
