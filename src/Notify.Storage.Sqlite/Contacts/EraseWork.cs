using Notify.Auditing;
using Notify.Contacts;
using Notify.Deliveries;
using Notify.Storage.Sqlite.Auditing;
using Notify.Storage.Sqlite.Database;
using Notify.Storage.Sqlite.Deliveries;

namespace Notify.Storage.Sqlite.Contacts;

/// <summary>Erases a person.</summary>
internal static class EraseWork
{
    public static ErasureReport Run(Session session, ErasureRequest request)
    {
        session.Erased.Overwrite(on: true);
        try
        {
            return Erase(session, request);
        }
        finally
        {
            session.Erased.Overwrite(on: false);
        }
    }

    private static ErasureReport Erase(Session session, ErasureRequest request)
    {
        var wasKnown = session.Contacts.Find(request.Key) is { IsErased: false };
        var contact = session.Contacts.FindOrAdd(request.Key, session.Now);
        session.Contacts.Gather(contact.Id, session.Now);
        if (!contact.IsErased)
        {
            session.Contacts.Save(new Contact
            {
                Id = contact.Id,
                Tenant = contact.Tenant,
                Address = contact.Address,
                OptedOutAt = contact.OptedOutAt ?? session.NowTime,
                OptOutReason = Reasons.Erased,
            });
            session.Erased.Replace([.. contact.Addresses().Select(a => new ContactKey(contact.Tenant, a)), request.Key], contact.Id);
        }

        session.Erased.Note(contact.Id, session.Now);
        var cancelled = CommandWork.Cancel(
            session, new DeliverySelection(contact.Tenant) { ContactId = contact.Id }, Reasons.Erased, new CommandInfo(request.By, request.Reason));
        session.Audit.Add(new AuditRow(session.Now, AuditEvents.Erased, contact.Tenant)
        {
            ContactId = contact.Id, Reason = request.Reason, Actor = request.By,
        });
        session.Windows.Erase(contact.Id);
        session.Consents.Erase(contact.Id);
        session.Inbound.Erase(contact.Id, Reasons.Erased);
        session.Sessions.Erase(contact.Id);
        return new ErasureReport(wasKnown, cancelled, session.Erased.Clear(contact.Id));
    }
}
