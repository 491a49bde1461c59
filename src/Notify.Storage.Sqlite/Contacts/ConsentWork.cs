using Notify.Auditing;
using Notify.Contacts;
using Notify.Deliveries;
using Notify.Storage.Sqlite.Auditing;
using Notify.Storage.Sqlite.Database;
using Notify.Storage.Sqlite.Deliveries;

namespace Notify.Storage.Sqlite.Contacts;

/// <summary>Records an opt-out or opt-in; an opt-out calls off what the contact has waiting.</summary>
internal static class ConsentWork
{
    /// <returns>How many deliveries were cancelled.</returns>
    public static int Run(Session session, ConsentChange change)
    {
        if (change is { OptedOut: false, Channel: null })
        {
            session.Erased.Forget(change.Key);
        }

        var contact = session.Contacts.FindOrAdd(change.Key, session.Now);
        if (change.ApplyTo(contact, session.NowTime) is var changed && changed != contact)
        {
            session.Contacts.Save(changed);
        }

        if (change.IsStanding)
        {
            foreach (var address in contact.Addresses().Append(change.Key.Address).Where(a => a.Kind != Address.ErasedKind).Distinct())
            {
                session.Standing.Change(address, change, session.NowTime);
            }
        }

        session.Contacts.Gather(contact.Id, session.Now);
        session.Audit.Add(new AuditRow(session.Now, change.OptedOut ? AuditEvents.OptedOut : AuditEvents.OptedIn, contact.Tenant)
        {
            ContactId = contact.Id,
            Reason = change.Reason,
            Detail = change.Channel?.Name,
            Actor = change.By,
        });
        return change.OptedOut ? Cancel(session, contact, change) : 0;
    }

    /// <summary>Calls off what a person who opted out has waiting.</summary>
    /// <returns>How many deliveries were cancelled.</returns>
    public static int Cancel(Session session, Contact contact, ConsentChange change) => CommandWork.Cancel(
        session,
        new DeliverySelection(contact.Tenant) { ContactId = contact.Id, Channel = change.Channel },
        Reasons.OptOut,
        new CommandInfo(change.By, change.Reason),
        mayCancel: flow => !flow.IgnoresOptOut);
}
