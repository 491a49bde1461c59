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
        if (!change.OptedOut)
        {
            session.Erased.Forget(change.Key);
        }

        var contact = session.Contacts.FindOrAdd(change.Key, session.Now);
        // Opting out once more changes nothing of when and why it was done first.
        if (contact.IsOptedOut != change.OptedOut)
        {
            contact = contact with { OptedOutAt = change.OptedOut ? session.NowTime : null, OptOutReason = change.OptedOut ? change.Reason : null };
            session.Contacts.Save(contact);
        }

        session.Audit.Add(new AuditRow(session.Now, change.OptedOut ? AuditEvents.OptedOut : AuditEvents.OptedIn, contact.Tenant)
        {
            ContactId = contact.Id,
            Reason = change.Reason,
            Actor = change.By,
        });
        return change.OptedOut
            ? CommandWork.Cancel(
                session, new DeliverySelection(contact.Tenant) { ContactId = contact.Id }, Reasons.OptOut, new CommandInfo(change.By, change.Reason))
            : 0;
    }
}
