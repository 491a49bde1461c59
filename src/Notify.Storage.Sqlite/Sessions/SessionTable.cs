using Notify.Sessions;
using Notify.Storage.Sqlite.Database;
using Session = Notify.Sessions.Session;

namespace Notify.Storage.Sqlite.Sessions;

/// <summary>Talks with people.</summary>
internal sealed class SessionTable(Connection connection)
{
    private static readonly SqlFile Sql = SqlFile.Of("Sessions/session");

    // Above every id there is.
    private static readonly Guid Last = new("ffffffff-ffff-ffff-ffff-ffffffffffff");

    private readonly Statement _get = connection.Prepare(Sql["get"]);
    private readonly Statement _open = connection.Prepare(Sql["open"]);
    private readonly Statement _lastEnd = connection.Prepare(Sql["last_end"]);
    private readonly Statement _save = connection.Prepare(Sql["save"]);
    private readonly Statement _page = connection.Prepare(Sql["page"]);
    private readonly Statement _pageOfContact = connection.Prepare(Sql["page_of_contact"]);
    private readonly Statement _closeExpired = connection.Prepare(Sql["close_expired"]);
    private readonly Statement _removeOld = connection.Prepare(Sql["remove_old"]);
    private readonly Statement _erase = connection.Prepare(Sql["erase"]);

    public Session? Find(Guid id) => One(_get.Bind(1, id));

    /// <summary>The person's open session; one that has expired is closed as of then.</summary>
    public Session? FindOpen(Guid contactId, DateTimeOffset now)
    {
        var open = One(_open.Bind(1, contactId));
        if (open is null || open.IsOpen(now))
        {
            return open;
        }

        Save(SessionRules.Expire(open));
        return null;
    }

    /// <summary>When the person's last session ended, or null.</summary>
    public DateTimeOffset? LastEnd(Guid contactId) => StoreTime.ToTime(_lastEnd.Bind(1, contactId).Number());

    public void Save(Session session)
    {
        _save.Bind(1, session.Id).Bind(2, session.Tenant).Bind(3, session.ContactId).Bind(4, (long)session.Status)
            .Bind(5, session.StartedOver.Name).Bind(6, session.LastChannel.Name).Bind(7, StoreTime.Floor(session.StartedAt))
            .Bind(8, StoreTime.Floor(session.ActiveAt)).Bind(9, StoreTime.Ceiling(session.ExpiresAt))
            .Bind(10, session.EndedAt is { } at ? StoreTime.Floor(at) : null).Bind(11, session.Version).Bind(13, session.Context.ToJson());
        (session.SummaryId is { } summary ? _save.Bind(12, summary) : _save.BindNull(12)).Run();
    }

    public List<Session> Page(SessionSelection selection, int limit, Guid? after)
    {
        var statement = selection.ContactId is { } contact ? _pageOfContact.Bind(5, contact) : _page;
        statement.Bind(1, selection.Tenant).Bind(2, after ?? Last).Bind(3, (long?)selection.Status).Bind(4, limit);
        var found = new List<Session>();
        while (statement.Step())
        {
            found.Add(Read(statement));
        }

        return found;
    }

    public int CloseExpired(long now, int limit) => _closeExpired.Bind(1, now).Bind(2, limit).Change();

    public int RemoveOld(long endedBefore, int limit) => _removeOld.Bind(1, endedBefore).Bind(2, limit).Change();

    public void Erase(Guid contactId) => _erase.Bind(1, contactId).Run();

    private static Session? One(Statement statement)
    {
        if (!statement.Step())
        {
            return null;
        }

        var session = Read(statement);
        statement.Reset();
        return session;
    }

    private static Session Read(Statement row) => new()
    {
        Id = row.Id(0),
        Tenant = row.Text(1),
        ContactId = row.Id(2),
        Status = (SessionStatus)row.Number(3),
        StartedOver = new Channel(row.Text(4)),
        LastChannel = new Channel(row.Text(5)),
        StartedAt = StoreTime.ToTime(row.Number(6)),
        ActiveAt = StoreTime.ToTime(row.Number(7)),
        ExpiresAt = StoreTime.ToTime(row.Number(8)),
        EndedAt = StoreTime.ToTime(row.NumberOrNull(9)),
        Version = row.Number(10),
        SummaryId = row.IdOrNull(11),
        Context = SessionContext.Parse(row.Text(12)),
    };
}
