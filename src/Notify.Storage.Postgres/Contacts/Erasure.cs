using Notify.Auditing;
using Notify.Contacts;
using Notify.Deliveries;
using Notify.Storage.Postgres.Auditing;
using Notify.Storage.Postgres.Consents;
using Notify.Storage.Postgres.Conversations;
using Notify.Storage.Postgres.Database;
using Notify.Storage.Postgres.Deliveries;
using Notify.Storage.Postgres.Inbox;
using Notify.Storage.Postgres.Sessions;

namespace Notify.Storage.Postgres.Contacts;

/// <summary>Erasure in PostgreSQL. What was overwritten is off the disk with the next vacuum of its table.</summary>
internal sealed class Erasure(PostgresDatabase database, ActorCache actors, ContactBook contacts, ErasedAddresses erased) : IErasure
{
    private static readonly SqlFile Sql = SqlFile.Of("Contacts/erased");

    public async Task<ErasureReport> EraseAsync(ErasureRequest request, CancellationToken cancellationToken)
    {
        var by = await actors.GetOrAddAsync(request.By, cancellationToken).ConfigureAwait(false);
        return await database.WriteAsync("erase a person", (session, token) => EraseAsync(session, request, by, token), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Empties what was queued for erased people by transactions that had begun before.</summary>
    /// <returns>How many people were looked for.</returns>
    public static async Task<int> EraseLateAsync(Session session, int limit, CancellationToken cancellationToken) =>
        (await session.ReadAsync(Sql["erase_late"], p => p.With(limit), r => r.GetInt32(0), cancellationToken).ConfigureAwait(false))[0];

    private async Task<ErasureReport> EraseAsync(Session session, ErasureRequest request, int by, CancellationToken cancellationToken)
    {
        var known = (await contacts.FindAsync(session, [request.Key], cancellationToken).ConfigureAwait(false)).Contacts[0];
        var contact = known ?? await contacts.FindOrAddAsync(session, request.Key, cancellationToken).ConfigureAwait(false);
        var id = await ContactTable.LockAsync(session, contact.Id, cancellationToken).ConfigureAwait(false);
        contact = (await ContactTable.GetAsync(session, [id], cancellationToken).ConfigureAwait(false))[id];
        ContactKey[] keys = contact.IsErased ? [request.Key] : [.. contact.Addresses().Select(a => new ContactKey(contact.Tenant, a)).Append(request.Key).Distinct()];
        var hashes = await erased.HashAsync(session, keys, cancellationToken).ConfigureAwait(false);
        await session.ReadAsync(
            Sql["erase_contact"], p => p.With(contact.Id).With(Array.ConvertAll(hashes, h => new ReadOnlyMemory<byte>(h))), _ => 0, cancellationToken).ConfigureAwait(false);
        await ConversationWindows.EraseAsync(session, contact.Id, cancellationToken).ConfigureAwait(false);
        await ConsentTable.EraseAsync(session, contact.Id, cancellationToken).ConfigureAwait(false);
        await InboxRows.EraseAsync(session, contact.Id, Reasons.Erased, cancellationToken).ConfigureAwait(false);
        await SessionStore.EraseAsync(session, contact.Id, cancellationToken).ConfigureAwait(false);

        var cancelled = await CommandWork.CancelAsync(
            session,
            new DeliverySelection(contact.Tenant) { ContactId = contact.Id },
            Reasons.Erased,
            new CommandBy(by, request.Reason),
            cancellationToken).ConfigureAwait(false);
        var row = new AuditRow(AuditEvents.Erased, contact.Tenant, by) { ContactId = contact.Id, Reason = request.Reason };
        await AuditTable.AddAsync(session, row, cancellationToken).ConfigureAwait(false);
        var emptied = await session.ReadAsync(Sql["erase_deliveries"], p => p.With(contact.Id), r => r.GetInt32(0), cancellationToken).ConfigureAwait(false);
        return new ErasureReport(known is { IsErased: false }, cancelled, emptied[0]);
    }
}
