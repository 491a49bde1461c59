using Notify.Sessions;
using Session = Notify.Sessions.Session;

namespace Notify.Storage.Sqlite.Sessions;

/// <summary>Opens and changes sessions: read and written in one transaction, which no other process writes beside.</summary>
internal static class SessionWork
{
    public static Session? Open(Database.Session database, SessionOpening given)
    {
        if (database.Contacts.Get(given.ContactId) is not { IsErased: false } contact)
        {
            return null;
        }

        var opening = given with { ContactId = contact.Id };
        var open = database.Sessions.FindOpen(opening.ContactId, database.NowTime);
        var session = SessionRules.Open(opening, open, database.Sessions.LastEnd(opening.ContactId), database.NowTime);
        database.Sessions.Save(session);
        return database.Sessions.Find(session.Id)!;
    }

    public static SessionChangeResult Change(Database.Session database, SessionChange change)
    {
        var result = SessionRules.Change(database.Sessions.Find(change.Id), change, database.NowTime);
        if (result.Status == SessionChangeStatus.Changed)
        {
            database.Sessions.Save(result.Session!);
        }

        return result;
    }
}
