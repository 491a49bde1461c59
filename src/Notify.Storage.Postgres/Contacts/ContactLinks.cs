using Notify.Auditing;
using Notify.Contacts;
using Notify.Storage.Postgres.Auditing;
using Notify.Storage.Postgres.Database;

namespace Notify.Storage.Postgres.Contacts;

/// <summary>Makes one contact of two addresses, in PostgreSQL. The contact that goes keeps its row, which says where it went.</summary>
internal sealed class ContactLinks(PostgresDatabase database, ActorCache actors, ContactBook contacts, ErasedAddresses erased) : IContactLinks
{
    public async Task<IReadOnlyList<Contact>> LinkAsync(IReadOnlyList<ContactLink> links, CancellationToken cancellationToken)
    {
        var linked = new Contact[links.Count];
        for (var i = 0; i < linked.Length; i++)
        {
            linked[i] = await LinkAsync(links[i], cancellationToken).ConfigureAwait(false);
        }

        return linked;
    }

    private async Task<Contact> LinkAsync(ContactLink link, CancellationToken cancellationToken)
    {
        var actor = await actors.GetOrAddAsync(link.By, cancellationToken).ConfigureAwait(false);
        var (contact, isNew) = await database.WriteAsync("link contacts", (session, token) => LinkAsync(session, link, actor, token), cancellationToken).ConfigureAwait(false);

        // Once more after the commit: what was queued by somebody who had read the one that went before it, and committed since.
        return isNew && !contact.IsErased
            ? await database.WriteAsync("link contacts", (session, token) => GatherAsync(session, link, contact, actor, token), CancellationToken.None).ConfigureAwait(false)
            : contact;
    }

    private async Task<(Contact Contact, bool IsNew)> LinkAsync(Session session, ContactLink link, int actor, CancellationToken cancellationToken)
    {
        ContactKey[] keys = [link.FirstKey, link.SecondKey];
        while (true)
        {
            var found = (await contacts.FindAsync(session, keys, cancellationToken).ConfigureAwait(false)).Contacts;
            var (first, second) = (found[0], found[1]);
            if (first is not null && first.Id == second?.Id)
            {
                return (first, false);
            }

            if ((first ?? second) is { IsErased: true } known && (first is null || second is null))
            {
                await erased.RememberAsync(session, first is null ? keys[0] : keys[1], known.Id, cancellationToken).ConfigureAwait(false);
                return (known, true);
            }

            // What was not known is nobody who goes.
            var (isSecondOlder, isMeeting) = (first is null && second is not null, first is not null && second is not null);
            var added = (await contacts.FindOrAddAsync(session, keys, cancellationToken).ConfigureAwait(false)).Contacts;
            Guid[] ids = [added[0]!.Id, added[1]!.Id];
            if (ids[0] != ids[1] && await ContactTable.LockAsync(session, ids, cancellationToken).ConfigureAwait(false) is { } locked)
            {
                if (await ContactTable.HeedAsync(session, ids, isWord: false, cancellationToken).ConfigureAwait(false) > 0)
                {
                    locked = (await ContactTable.LockAsync(session, ids, cancellationToken).ConfigureAwait(false))!;
                }

                (first, second) = (locked[ids[0]], locked[ids[1]]);
                var (stays, goes) = isSecondOlder ? (second, first) : ContactLink.Choose(first, second);
                return (await JoinAsync(session, link, stays, goes, isMeeting, actor, cancellationToken).ConfigureAwait(false), true);
            }
        }
    }

    private static async Task<Contact> JoinAsync(
        Session session, ContactLink link, Contact stays, Contact goes, bool isMeeting, int actor, CancellationToken cancellationToken)
    {
        var joined = stays.IsErased ? stays : link.Join(stays, goes);
        if (!stays.IsErased)
        {
            await ContactTable.JoinAsync(session, joined, cancellationToken).ConfigureAwait(false);
        }

        await ContactTable.LinkAsync(session, goes.Id, stays.Id, cancellationToken).ConfigureAwait(false);
        var row = new AuditRow(AuditEvents.Linked, joined.Tenant, actor) { ContactId = joined.Id, Detail = isMeeting && !goes.IsErased ? goes.Id.ToString() : null };
        await AuditTable.AddAsync(session, row, cancellationToken).ConfigureAwait(false);
        foreach (var change in link.OptOuts(joined))
        {
            await ContactStore.CancelAsync(session, joined, change, actor, cancellationToken).ConfigureAwait(false);
        }

        return joined;
    }

    private static async Task<Contact> GatherAsync(Session session, ContactLink link, Contact contact, int actor, CancellationToken cancellationToken)
    {
        var id = await ContactTable.LockAsync(session, contact.Id, cancellationToken).ConfigureAwait(false);
        await ContactTable.GatherAsync(session, id, cancellationToken).ConfigureAwait(false);
        var now = (await ContactTable.GetAsync(session, [id], cancellationToken).ConfigureAwait(false))[id];
        foreach (var change in link.OptOuts(now))
        {
            await ContactStore.CancelAsync(session, now, change, actor, cancellationToken).ConfigureAwait(false);
        }

        return now;
    }
}
