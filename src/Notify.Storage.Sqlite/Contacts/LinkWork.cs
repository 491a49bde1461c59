using Notify.Auditing;
using Notify.Contacts;
using Notify.Storage.Sqlite.Auditing;
using Notify.Storage.Sqlite.Database;
using Notify.Storage.Sqlite.Deliveries;

namespace Notify.Storage.Sqlite.Contacts;

/// <summary>Makes one contact of two addresses.</summary>
internal static class LinkWork
{
    public static Contact Run(Session session, ContactLink link)
    {
        var (first, second) = (session.Contacts.Find(link.FirstKey), session.Contacts.Find(link.SecondKey));
        if (first is not null && first.Id == second?.Id)
        {
            return first;
        }

        first = first is null && second is null ? session.Contacts.FindOrAdd(link.FirstKey, session.Now) : first;
        if (first is null || second is null)
        {
            return Add(session, link, (first ?? second)!, first is null ? link.FirstKey : link.SecondKey);
        }

        var (stays, goes) = ContactLink.Choose(first, second);
        return Join(session, link, stays, goes);
    }

    private static Contact Add(Session session, ContactLink link, Contact known, in ContactKey added)
    {
        if (known.IsErased)
        {
            session.Erased.Remember(added, known.Id);
            return known;
        }

        var newcomer = new Contact { Id = known.Id, Tenant = known.Tenant, Address = added.Address };
        var joined = link.Join(known, session.Standing.Find(added.Address)?.ApplyTo(newcomer) ?? newcomer);
        session.Contacts.Add(added, joined.Id);
        session.Contacts.Save(joined);
        Write(session, link, joined, null);
        Cancel(session, link, joined);
        return joined;
    }

    private static Contact Join(Session session, ContactLink link, Contact stays, Contact goes)
    {
        session.Contacts.Link(goes, stays, session.Now);
        if (stays.IsErased)
        {
            return stays;
        }

        var joined = link.Join(stays, goes);
        session.Contacts.Save(joined);
        Write(session, link, joined, goes.IsErased ? null : goes.Id.ToString());
        Cancel(session, link, joined);
        return joined;
    }

    private static void Cancel(Session session, ContactLink link, Contact joined)
    {
        foreach (var change in link.OptOuts(joined))
        {
            ConsentWork.Cancel(session, joined, change);
        }
    }

    private static void Write(Session session, ContactLink link, Contact contact, string? gone) =>
        session.Audit.Add(new AuditRow(session.Now, AuditEvents.Linked, contact.Tenant) { ContactId = contact.Id, Detail = gone, Actor = link.By });
}
