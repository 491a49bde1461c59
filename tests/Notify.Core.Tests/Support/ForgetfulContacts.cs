using System.Data.Common;

namespace Notify.Core.Tests.Support;

/// <summary>Contacts whose preferences cannot be written.</summary>
internal sealed class ForgetfulContacts(IContactStore inner) : IContactStore
{
    public Task<ContactLookup> FindAsync(IReadOnlyList<ContactKey> keys, CancellationToken cancellationToken) => inner.FindAsync(keys, cancellationToken);

    public Task<ILookup<Address, Contact>> FindEverywhereAsync(IReadOnlyCollection<Address> addresses, CancellationToken cancellationToken) =>
        inner.FindEverywhereAsync(addresses, cancellationToken);

    public Task<ContactLookup> FindOrAddAsync(IReadOnlyList<ContactKey> keys, DbTransaction? transaction, CancellationToken cancellationToken) =>
        inner.FindOrAddAsync(keys, transaction, cancellationToken);

    public Task<IReadOnlyDictionary<Guid, Contact>> GetAsync(IReadOnlyList<Guid> ids, CancellationToken cancellationToken) => inner.GetAsync(ids, cancellationToken);

    public Task<Contact> SaveAsync(ContactKey key, ContactPreferences preferences, CancellationToken cancellationToken) =>
        throw new InvalidOperationException("No preferences here.");

    public Task<int> SetConsentAsync(ConsentChange change, CancellationToken cancellationToken) => inner.SetConsentAsync(change, cancellationToken);

    public Task NoteAsync(IReadOnlyList<ContactNote> notes, CancellationToken cancellationToken) => inner.NoteAsync(notes, cancellationToken);
}
