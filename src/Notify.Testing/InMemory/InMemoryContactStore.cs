using System.Data.Common;
using Notify.Auditing;
using Notify.Contacts;
using Notify.Deliveries;

namespace Notify.Testing.InMemory;

/// <summary>Keeps contacts.</summary>
internal sealed class InMemoryContactStore(InMemoryState state) : IContactStore
{
    public Task<ContactLookup> FindAsync(IReadOnlyList<ContactKey> keys, CancellationToken cancellationToken) =>
        state.TransactAsync(now => new ContactLookup(now, [.. keys.Select(state.Contacts.Find)]), cancellationToken);

    public Task<ILookup<Address, Contact>> FindEverywhereAsync(IReadOnlyCollection<Address> addresses, CancellationToken cancellationToken) => state.TransactAsync(
        _ => addresses.Distinct().SelectMany(state.Contacts.Everywhere, (address, contact) => (address, contact)).ToLookup(f => f.address, f => f.contact),
        cancellationToken);

    public Task<ContactLookup> FindOrAddAsync(IReadOnlyList<ContactKey> keys, DbTransaction? transaction, CancellationToken cancellationToken) =>
        transaction is not null ? throw CallerTransaction.NotSupported() : state.TransactAsync(now => new ContactLookup(now, [.. keys.Select(state.Contacts.FindOrAdd)]), cancellationToken);

    public Task<IReadOnlyDictionary<Guid, Contact>> GetAsync(IReadOnlyList<Guid> ids, CancellationToken cancellationToken) =>
        state.TransactAsync<IReadOnlyDictionary<Guid, Contact>>(
            _ => ids.Distinct().Where(id => state.Contacts.Find(id) is not null).ToDictionary(id => id, id => state.Contacts.Find(id)!), cancellationToken);

    public Task<Contact> SaveAsync(ContactKey key, ContactPreferences preferences, CancellationToken cancellationToken) =>
        state.TransactAsync(now => Save(key, preferences, now), cancellationToken);

    public Task<int> SetConsentAsync(ConsentChange change, CancellationToken cancellationToken) =>
        state.TransactAsync(now => SetConsent(change, now), cancellationToken);

    public Task NoteAsync(IReadOnlyList<ContactNote> notes, CancellationToken cancellationToken) => state.TransactAsync(
        now =>
        {
            foreach (var note in notes)
            {
                if (state.Contacts.Find(note.ContactId) is { } contact)
                {
                    state.Contacts.Save(note.ApplyTo(contact, now));
                }
            }

            return notes.Count;
        },
        cancellationToken);

    private Contact Save(ContactKey key, ContactPreferences preferences, DateTimeOffset now)
    {
        var contact = state.Contacts.FindOrAdd(key);
        return contact.IsErased ? contact : Save(preferences.ApplyTo(contact, now));
    }

    private Contact Save(Contact contact)
    {
        state.Contacts.Save(contact);
        return contact;
    }

    private int SetConsent(ConsentChange change, DateTimeOffset now)
    {
        if (change is { OptedOut: false, Channel: null })
        {
            state.Contacts.ForgetErased(change.Key);
        }

        var contact = state.Contacts.FindOrAdd(change.Key);
        if (!contact.IsErased)
        {
            state.Contacts.Save(change.ApplyTo(contact, now));
        }

        if (change.IsStanding)
        {
            SetStanding(contact, change, now);
        }

        state.Write(new AuditEntry
        {
            At = now,
            Event = change.OptedOut ? AuditEvents.OptedOut : AuditEvents.OptedIn,
            Tenant = contact.Tenant,
            ContactId = contact.Id,
            Reason = change.Reason,
            Detail = change.Channel?.Name,
            By = change.By,
        });
        state.Gather(contact, now);
        return change.OptedOut ? CancelWaiting(state, contact.Id, change, now) : 0;
    }

    private void SetStanding(Contact contact, ConsentChange change, DateTimeOffset now)
    {
        foreach (var address in contact.Addresses().Append(change.Key.Address).Where(a => a.Kind != Address.ErasedKind).Distinct())
        {
            if (StandingOptOut.After(state.Standing.GetValueOrDefault(address), change, now) is { } standing)
            {
                state.Standing[address] = standing;
            }
            else
            {
                state.Standing.Remove(address);
            }
        }
    }

    /// <summary>Cancels what a person who opted out has waiting.</summary>
    internal static int CancelWaiting(InMemoryState state, Guid contactId, ConsentChange change, DateTimeOffset now)
    {
        var waiting = state.Deliveries.Values
            .Where(r => r.Given.ContactId == contactId && r.State is DeliveryState.Queued or DeliveryState.Claimed or DeliveryState.Held
                && (change.Channel ?? r.Given.Flow.Channel) == r.Given.Flow.Channel && !r.Given.Flow.IgnoresOptOut)
            .ToList();
        foreach (var row in waiting)
        {
            row.Lease = 0;
            state.Move(row, DeliveryState.Cancelled, now, new Change(change.By, Reasons.OptOut));
        }

        return waiting.Count;
    }
}
