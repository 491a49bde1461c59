using System.Text.Json.Nodes;
using Npgsql;
using NpgsqlTypes;
using Notify.Sessions;
using Notify.Storage.Postgres.Database;
using Session = Notify.Sessions.Session;

namespace Notify.Storage.Postgres.Sessions;

/// <summary>Sessions in PostgreSQL. A merge is one statement under the row's lock, so that writers of different keys never undo each other.</summary>
internal sealed class SessionStore(PostgresDatabase database) : ISessionStore
{
    private const string Opening = "open a session";

    private static readonly SqlFile Sql = SqlFile.Of("Sessions/session");

    // Above every id there is.
    private static readonly Guid Last = new("ffffffff-ffff-ffff-ffff-ffffffffffff");

    public async Task<Session?> OpenAsync(SessionOpening opening, CancellationToken cancellationToken)
    {
        var open = await database.RunAsync(
            Opening,
            (session, token) => session.ReadAsync(
                Sql["prolong"], p => p.With(opening.ContactId).With(opening.Over.Name).With(opening.Lifetime), Read, token),
            cancellationToken).ConfigureAwait(false);
        return open.Count > 0 ? open[0] : await database.WriteAsync(Opening, (session, token) => AddAsync(session, opening, token), cancellationToken).ConfigureAwait(false);
    }

    public async Task<IReadOnlyDictionary<Guid, Session>> GetAsync(IReadOnlyList<Guid> ids, CancellationToken cancellationToken)
    {
        if (ids.Count == 0)
        {
            return new Dictionary<Guid, Session>();
        }

        var found = await database.RunAsync(
            "read sessions", (session, token) => session.ReadAsync(Sql["get"], p => p.With(ids.ToArray()), Read, token), cancellationToken).ConfigureAwait(false);
        return found.ToDictionary(s => s.Id);
    }

    public Task<SessionChangeResult> ChangeAsync(SessionChange change, CancellationToken cancellationToken) =>
        database.RunAsync("change a session", (session, token) => ChangeAsync(session, change, token), cancellationToken);

    public async Task<SessionPage> PageAsync(SessionSelection selection, int limit, Guid? after, CancellationToken cancellationToken)
    {
        var found = await database.RunAsync(
            "read sessions",
            (session, token) => session.ReadAsync(
                Sql[selection.ContactId is null ? "page" : "page_of_contact"],
                p =>
                {
                    p.With(selection.Tenant).With(after ?? Last).With((short?)selection.Status, NpgsqlDbType.Smallint);
                    (selection.ContactId is { } contact ? p.With(contact) : p).With(limit + 1);
                },
                Read,
                token),
            cancellationToken).ConfigureAwait(false);
        return found.Count <= limit ? new SessionPage(found, null) : new SessionPage(found[..limit], found[limit - 1].Id);
    }

    public async Task<SessionCleanUp> CleanUpAsync(TimeSpan keep, int limit, CancellationToken cancellationToken) => (await database.RunAsync(
        "clean up sessions",
        (session, token) => session.ReadAsync(Sql["clean_up"], p => p.With(keep).With(limit), r => new SessionCleanUp(r.GetInt32(0), r.GetInt32(1)), token),
        cancellationToken).ConfigureAwait(false))[0];

    /// <summary>Removes a person's sessions.</summary>
    public static Task EraseAsync(Database.Session session, Guid contactId, CancellationToken cancellationToken) =>
        session.ReadAsync(Sql["erase"], p => p.With(contactId), _ => 0, cancellationToken);

    // Under the contact's lock, which an erasure and a link take too.
    private static async Task<Session?> AddAsync(Database.Session session, SessionOpening given, CancellationToken cancellationToken)
    {
        var person = await session.ReadAsync(Sql["lock_person"], p => p.With(given.ContactId), r => r.GetGuid(0), cancellationToken).ConfigureAwait(false);
        if (person.Count == 0 || (await session.ReadAsync(Sql["is_erased"], p => p.With(person[0]), r => r.GetBoolean(0), cancellationToken).ConfigureAwait(false))[0])
        {
            return null;
        }

        var opening = given with { ContactId = person[0] };
        await session.ReadAsync(Sql["close_expired"], p => p.With(opening.ContactId), _ => 0, cancellationToken).ConfigureAwait(false);
        return (await session.ReadAsync(
            Sql["add"],
            p => p.With(opening.NewId).With(opening.Tenant).With(opening.ContactId).With(opening.Over.Name).With(opening.Lifetime).With(opening.Since),
            Read,
            cancellationToken).ConfigureAwait(false))[0];
    }

    private static async Task<SessionChangeResult> ChangeAsync(Database.Session session, SessionChange change, CancellationToken cancellationToken)
    {
        var changed = await session.ReadAsync(
            Sql["change"],
            p => p.With(change.Id)
                .With(Json(change.ValuesIfAbsent), NpgsqlDbType.Jsonb)
                .With(Json(change.Values), NpgsqlDbType.Jsonb)
                .With(change.Values?.Where(v => v.Value is null).Select(v => v.Key).ToArray() ?? [])
                .With((short?)change.Status, NpgsqlDbType.Smallint)
                .With(change.SummaryId)
                .With(change.ExpectedVersion, NpgsqlDbType.Bigint)
                .With(SessionContext.MaxLength),
            Read,
            cancellationToken).ConfigureAwait(false);
        if (changed.Count > 0)
        {
            return new SessionChangeResult(SessionChangeStatus.Changed, changed[0]);
        }

        var refused = await session.ReadAsync(
            Sql["refused"],
            p => p.With(change.Id)
                .With(change.ExpectedVersion, NpgsqlDbType.Bigint)
                .With(change.NeedsOpen),
            r => new SessionChangeResult((SessionChangeStatus)r.GetInt32(13), Read(r)),
            cancellationToken).ConfigureAwait(false);
        return refused.Count > 0 ? refused[0] : new SessionChangeResult(SessionChangeStatus.Missing, null);
    }

    private static string Json(JsonObject? values) => SessionContext.Empty.Merge(values).ToJson();

    private static Session Read(NpgsqlDataReader row) => new()
    {
        Id = row.GetGuid(0),
        Tenant = row.GetString(1),
        ContactId = row.GetGuid(2),
        Status = (SessionStatus)row.GetInt16(3),
        StartedOver = new Channel(row.GetString(4)),
        LastChannel = new Channel(row.GetString(5)),
        StartedAt = StoreTime.ToTime(row.GetDateTime(6)),
        ActiveAt = StoreTime.ToTime(row.GetDateTime(7)),
        ExpiresAt = StoreTime.ToTime(row.GetDateTime(8)),
        EndedAt = StoreTime.ToTime(row.TimeOrNull(9)),
        Version = row.GetInt64(10),
        SummaryId = row.IsDBNull(11) ? null : row.GetGuid(11),
        Context = SessionContext.Parse(row.GetString(12)),
    };
}
