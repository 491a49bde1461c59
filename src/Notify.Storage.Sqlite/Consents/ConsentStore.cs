using Notify.Consents;
using Notify.Storage.Sqlite.Database;

namespace Notify.Storage.Sqlite.Consents;

/// <summary>Consents in SQLite.</summary>
internal sealed class ConsentStore(SqliteDatabase database) : IConsentStore
{
    private const string Reading = "read consents";

    public Task<IReadOnlyList<ConsentResult>> SaveAsync(IReadOnlyList<NewConsent> records, CancellationToken cancellationToken) => records.Count == 0
        ? Task.FromResult<IReadOnlyList<ConsentResult>>([])
        : database.WriteAsync<IReadOnlyList<ConsentResult>>("save consents", session => [.. records.Select(r => SaveWork.Run(session, r))], cancellationToken);

    public Task<IReadOnlyList<Consent?>> ReadAsync(IReadOnlyList<ConsentKey> keys, CancellationToken cancellationToken) => keys.Count == 0
        ? Task.FromResult<IReadOnlyList<Consent?>>([])
        : database.ReadAsync<IReadOnlyList<Consent?>>(Reading, session => [.. keys.Select(k => session.Consents.Find(k))], cancellationToken);

    public Task<IReadOnlyList<Consent>> OfAsync(Guid contactId, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<Consent>>(Reading, session => session.Consents.Of(contactId), cancellationToken);

    public Task<ConsentPage> PageAsync(string tenant, int limit, ConsentKey? after, CancellationToken cancellationToken) =>
        database.ReadAsync(Reading, session => Page(session, tenant, limit, after ?? new ConsentKey(Guid.Empty, "")), cancellationToken);

    private static ConsentPage Page(Session session, string tenant, int limit, in ConsentKey after)
    {
        var found = session.Consents.Page(tenant, limit + 1, after);
        return found.Count <= limit
            ? new ConsentPage(found, null)
            : new ConsentPage(found[..limit], new ConsentKey(found[limit - 1].Consent.ContactId, found[limit - 1].Consent.Topic));
    }
}
