using Notify.Auditing;
using Notify.Consents;
using Notify.Storage.Sqlite.Auditing;
using Notify.Storage.Sqlite.Database;

namespace Notify.Storage.Sqlite.Consents;

/// <summary>Records what somebody said on a topic.</summary>
internal static class SaveWork
{
    public static ConsentResult Run(Session session, NewConsent record)
    {
        var contact = session.Contacts.FindOrAdd(record.Key, session.Now);
        if (contact.IsErased)
        {
            return ConsentResult.Erased;
        }

        var consent = record.For(contact.Id, session.NowTime);
        var known = session.Consents.Find(new ConsentKey(contact.Id, consent.Topic));
        if (known is not null && known.At == consent.At && known.IsGranted == consent.IsGranted)
        {
            return ConsentResult.Older;
        }

        session.Audit.Add(new AuditRow(session.Now, consent.IsGranted ? AuditEvents.ConsentGranted : AuditEvents.ConsentRevoked, contact.Tenant)
        {
            ContactId = contact.Id, Reason = consent.Source, Detail = consent.ToDetail(), Actor = record.By,
        });
        if (known?.IsReplacedBy(consent) == false)
        {
            return ConsentResult.Older;
        }

        session.Consents.Save(consent);
        return ConsentResult.Saved;
    }
}
