using System.Data.Common;
using Notify.Auditing;
using Notify.Contacts;
using Notify.Deliveries;
using Notify.OptOut;
using Notify.Storage.Postgres.Auditing;
using Notify.Storage.Postgres.Database;
using Notify.Storage.Postgres.Deliveries;

namespace Notify.Storage.Postgres.Contacts;

/// <summary>Contacts in PostgreSQL.</summary>
internal sealed class ContactStore(PostgresDatabase database, ActorCache actors, ContactBook contacts, ContactAdding adding, ErasedAddresses erased) : IContactStore
{
    private const string Recording = "record consent";

    public Task<ContactLookup> FindAsync(IReadOnlyList<ContactKey> keys, CancellationToken cancellationToken) =>
        database.RunAsync("find contacts", (session, token) => contacts.FindAsync(session, keys, token), cancellationToken);

    // A transaction, for what forces the plan holds in one only.
    public async Task<ILookup<Address, Contact>> FindEverywhereAsync(IReadOnlyCollection<Address> addresses, CancellationToken cancellationToken) =>
        await database.WriteAsync("find contacts", (session, token) => contacts.FindEverywhereAsync(session, [.. addresses.Distinct()], token), cancellationToken)
            .ConfigureAwait(false);

    public Task<ContactLookup> FindOrAddAsync(IReadOnlyList<ContactKey> keys, DbTransaction? transaction, CancellationToken cancellationToken) => transaction is null
        ? adding.RunAsync(keys, cancellationToken)
        : database.JoinAsync(ContactAdding.Operation, transaction, (session, token) => contacts.FindOrAddAsync(session, keys, token), cancellationToken);

    public async Task<IReadOnlyDictionary<Guid, Contact>> GetAsync(IReadOnlyList<Guid> ids, CancellationToken cancellationToken) => ids.Count == 0
        ? new Dictionary<Guid, Contact>()
        : await database.RunAsync("read contacts", (session, token) => ContactTable.GetAsync(session, [.. ids], token), cancellationToken).ConfigureAwait(false);

    public Task<Contact> SaveAsync(ContactKey key, ContactPreferences preferences, CancellationToken cancellationToken) => database.WriteAsync(
        "save a contact",
        async (session, token) =>
        {
            var contact = await contacts.FindOrAddAsync(session, key, token).ConfigureAwait(false);
            return contact.IsErased
                ? contact
                : await ContactTable.SaveAsync(session, contact.Id, preferences, token).ConfigureAwait(false);
        },
        cancellationToken);

    public async Task<int> SetConsentAsync(ConsentChange change, CancellationToken cancellationToken)
    {
        var actor = await actors.GetOrAddAsync(change.By, cancellationToken).ConfigureAwait(false);
        var (contact, cancelled) = await database.WriteAsync(
            Recording,
            async (session, token) =>
            {
                if (change is { OptedOut: false, Channel: null })
                {
                    await erased.ForgetAsync(session, change.Key, token).ConfigureAwait(false);
                }

                var contact = await contacts.FindOrAddAsync(session, change.Key, token).ConfigureAwait(false);
                contact = contact with { Id = await ContactTable.SetConsentAsync(session, contact.Id, change, token).ConfigureAwait(false) };
                if (change.IsStanding)
                {
                    await SetStandingAsync(session, contact, change, actor, token).ConfigureAwait(false);
                }

                await AuditTable.AddAsync(session, Audit(contact, change, actor), token).ConfigureAwait(false);
                return (contact, change.OptedOut ? await CancelAsync(session, contact, change, actor, token).ConfigureAwait(false) : 0);
            },
            cancellationToken).ConfigureAwait(false);

        // Once more after the commit: one that was queued by somebody who had read the contact before it, and committed since the search, is found now;
        // whoever reads the contact from here on sees that the person opted out.
        return change.OptedOut
            ? cancelled + await database.WriteAsync(
                Recording, (session, token) => CancelAsync(session, contact, change, actor, token), CancellationToken.None).ConfigureAwait(false)
            : cancelled;
    }

    public Task NoteAsync(IReadOnlyList<ContactNote> notes, CancellationToken cancellationToken) => notes.Count == 0
        ? Task.CompletedTask
        : database.WriteAsync("note contacts", (session, token) => ContactTable.NoteAsync(session, notes, token), cancellationToken);

    private async Task SetStandingAsync(Session session, Contact contact, ConsentChange change, int actor, CancellationToken cancellationToken)
    {
        var addresses = contact.Addresses().Append(change.Key.Address).Where(a => a.Kind != Address.ErasedKind).Distinct();
        var hashes = await erased.HashAsync(session, addresses, cancellationToken).ConfigureAwait(false);
        var now = await ContactTable.NowAsync(session, cancellationToken).ConfigureAwait(false);
        await StandingOptOuts.ChangeAsync(session, hashes, change, actor, now, cancellationToken).ConfigureAwait(false);
    }

    private static AuditRow Audit(Contact contact, ConsentChange change, int actor) =>
        new(change.OptedOut ? AuditEvents.OptedOut : AuditEvents.OptedIn, contact.Tenant, actor)
        {
            ContactId = contact.Id, Reason = change.Reason, Detail = change.Channel?.Name,
        };

    // What the person has waiting is called off.
    internal static Task<int> CancelAsync(Session session, Contact contact, ConsentChange change, int actor, CancellationToken cancellationToken) =>
        CommandWork.CancelAsync(
            session,
            new DeliverySelection(contact.Tenant) { ContactId = contact.Id, Channel = change.Channel },
            Reasons.OptOut,
            new CommandBy(actor, change.Reason),
            cancellationToken,
            except: AnswerDomains.PastOptOut);
}
