using Npgsql;
using NpgsqlTypes;
using Notify.Auditing;
using Notify.Consents;
using Notify.Contacts;
using Notify.Storage.Postgres.Auditing;
using Notify.Storage.Postgres.Database;

namespace Notify.Storage.Postgres.Consents;

/// <summary>What people last said on topics. A batch is one round trip.</summary>
internal static class ConsentTable
{
    private static readonly SqlFile Sql = SqlFile.Of("Consents/consent");

    /// <summary>Locks contacts in the order of their ids. Those erased meanwhile are not among them.</summary>
    public static async Task<HashSet<Guid>> LockAsync(Session session, Guid[] contacts, CancellationToken cancellationToken) =>
        [.. await session.ReadAsync(Sql["lock"], p => p.With(contacts), r => r.GetGuid(0), cancellationToken).ConfigureAwait(false)];

    public static async Task<DateTimeOffset> NowAsync(Session session, CancellationToken cancellationToken) =>
        (await session.ReadAsync(Sql["now"], _ => { }, r => StoreTime.ToTime(r.GetDateTime(0)), cancellationToken).ConfigureAwait(false))[0];

    /// <summary>Consents by key, in the order asked.</summary>
    public static async Task<Consent?[]> ReadAsync(Session session, IReadOnlyList<ConsentKey> keys, CancellationToken cancellationToken)
    {
        var found = await session.ReadByIndexAsync(
            Sql["read"],
            p => p.With(keys.Select(k => k.ContactId).ToArray()).With(keys.Select(k => k.Topic).ToArray()),
            r => (Place: (int)r.GetInt64(0) - 1, Consent: Read(r)),
            cancellationToken).ConfigureAwait(false);
        var consents = new Consent?[keys.Count];
        found.ForEach(f => consents[f.Place] = f.Consent);
        return consents;
    }

    public static Task SaveAsync(Session session, IReadOnlyList<Consent> consents, CancellationToken cancellationToken) => session.ReadAsync(
        Sql["save"],
        p => p.With(consents.Select(c => c.ContactId).ToArray()).With(consents.Select(c => c.Topic).ToArray())
            .With(consents.Select(c => c.IsGranted).ToArray(), NpgsqlDbType.Array | NpgsqlDbType.Boolean).With(consents.Select(c => c.Source).ToArray())
            .With(consents.Select(c => (DateTime?)c.At.UtcDateTime).ToArray()).With(consents.Select(c => c.Proof).ToArray()),
        _ => 0,
        cancellationToken);

    /// <summary>Writes what was said to the trail, in order.</summary>
    public static Task AuditAsync(Session session, DateTimeOffset now, IReadOnlyList<AuditRow> rows, CancellationToken cancellationToken) => session.ReadAsync(
        Sql["audit"],
        p => p.With(now).With(rows.Select(r => r.Event).ToArray()).With(rows.Select(r => r.Tenant).ToArray()).With(rows.Select(r => r.ContactId!.Value).ToArray())
            .With(rows.Select(r => r.ActorId).ToArray()).With(rows.Select(r => r.Reason).ToArray()).With(rows.Select(r => r.Detail).ToArray()),
        _ => 0,
        cancellationToken);

    public static async Task<IReadOnlyList<Consent>> OfAsync(Session session, Guid contactId, CancellationToken cancellationToken) =>
        await session.ReadAsync(Sql["of"], p => p.With(contactId), Read, cancellationToken).ConfigureAwait(false);

    public static async Task<List<StoredConsent>> PageAsync(Session session, string tenant, int limit, ConsentKey after, CancellationToken cancellationToken) =>
        await session.ReadByIndexAsync(
            Sql["page"],
            p => p.With(tenant).With(after.ContactId).With(after.Topic).With(limit),
            r => new StoredConsent(new Address(r.GetString(7), r.GetString(8)), Read(r)),
            cancellationToken).ConfigureAwait(false);

    public static Task EraseAsync(Session session, Guid contactId, CancellationToken cancellationToken) =>
        session.ReadAsync(Sql["erase"], p => p.With(contactId), _ => 0, cancellationToken);

    /// <summary>What the trail says of it.</summary>
    public static AuditRow Audit(Consent consent, string tenant, int actor) =>
        new(consent.IsGranted ? AuditEvents.ConsentGranted : AuditEvents.ConsentRevoked, tenant, actor)
        {
            ContactId = consent.ContactId, Reason = consent.Source, Detail = consent.ToDetail(),
        };

    private static Consent Read(NpgsqlDataReader row) => new()
    {
        ContactId = row.GetGuid(1),
        Topic = row.GetString(2),
        IsGranted = row.GetBoolean(3),
        Source = row.GetString(4),
        At = StoreTime.ToTime(row.GetDateTime(5)),
        Proof = row.TextOrNull(6),
    };
}
