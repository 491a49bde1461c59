using System.Data.Common;

namespace Notify.Contacts;

/// <summary>Where contacts are kept. Thread-safe; every call but <see cref="FindEverywhereAsync"/> sees one tenant's contacts only, those of the keys or ids given.</summary>
public interface IContactStore
{
    /// <summary>Finds contacts by address, without making any.</summary>
    Task<ContactLookup> FindAsync(IReadOnlyList<ContactKey> keys, CancellationToken cancellationToken);

    /// <summary>
    /// Finds who is known under some addresses, over all tenants: for what a person tells an account that serves several of them. Those who were erased are among
    /// them as they are. An address nobody knows has no group.
    /// </summary>
    Task<ILookup<Address, Contact>> FindEverywhereAsync(IReadOnlyCollection<Address> addresses, CancellationToken cancellationToken);

    /// <summary>Finds contacts by address and makes those that are missing. The same key twice gives the same contact. None is null.</summary>
    /// <param name="keys">Whom to find.</param>
    /// <param name="transaction">
    /// Null for a transaction of the store's own. Else an open transaction of the same database that belongs to the app: contacts are made inside it, so
    /// that rolling it back takes them away again. What fails inside it leaves it to the caller.
    /// </param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="Storage.StorageException">
    /// It failed. Outside the app's transaction the store waits no longer than a moment for a contact that a transaction of somebody else is making, and says then
    /// that the call is blocked (<see cref="Storage.StorageException.IsBlocked"/>): who called asks again.
    /// </exception>
    /// <exception cref="NotSupportedException">The store cannot write inside this transaction; the message says what to do.</exception>
    Task<ContactLookup> FindOrAddAsync(IReadOnlyList<ContactKey> keys, DbTransaction? transaction, CancellationToken cancellationToken);

    /// <summary>
    /// Reads contacts by id; ids that are gone are left out, and one that went up in another by a link gives that one. The same id twice is answered once.
    /// </summary>
    Task<IReadOnlyDictionary<Guid, Contact>> GetAsync(IReadOnlyList<Guid> ids, CancellationToken cancellationToken);

    /// <summary>Changes preferences, making the contact where there is none.</summary>
    Task<Contact> SaveAsync(ContactKey key, ContactPreferences preferences, CancellationToken cancellationToken);

    /// <summary>
    /// Records an opt-out or opt-in by <see cref="ConsentChange.ApplyTo"/>, and its audit row, with the channel as its detail where it is about one. Opting out
    /// also cancels, in the same transaction, what of the contact is queued, claimed or held over that channel, or over any (reason <c>opt_out</c>), but not
    /// answers that are given to who opted out too (<see cref="Deliveries.FlowKey.IgnoresOptOut"/>). A send already marked may finish.
    /// </summary>
    /// <remarks>
    /// One that is <see cref="ConsentChange.IsStanding"/> also changes, by <see cref="StandingOptOut.After"/>, what stands for each of the contact's addresses at all tenants.
    /// A contact that is made by such an address, by whatever call, is made by <see cref="StandingOptOut.ApplyTo"/>, and audited as opted out; where a link gives a known
    /// contact such an address, it is joined as one of its own would be. A contact that a transaction
    /// was still making meanwhile is opted out so before anything to it is marked. An address stands there as its hash only, and outlives an erasure.
    /// </remarks>
    /// <returns>How many deliveries were cancelled.</returns>
    Task<int> SetConsentAsync(ConsentChange change, CancellationToken cancellationToken);

    /// <summary>
    /// Writes what was learned of contacts, in one transaction: each note in turn by <see cref="ContactNote.ApplyTo"/>. Nothing is written where nothing
    /// changes; contacts that are gone are passed over.
    /// </summary>
    Task NoteAsync(IReadOnlyList<ContactNote> notes, CancellationToken cancellationToken);
}
