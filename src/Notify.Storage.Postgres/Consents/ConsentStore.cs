using Notify.Consents;
using Notify.Storage.Postgres.Auditing;
using Notify.Storage.Postgres.Contacts;
using Notify.Storage.Postgres.Database;

namespace Notify.Storage.Postgres.Consents;

/// <summary>Consents in PostgreSQL. Under their contacts' locks, so that of two that come at once the later one holds.</summary>
internal sealed class ConsentStore(PostgresDatabase database, ActorCache actors, ContactBook contacts) : IConsentStore
{
    private const string Reading = "read consents";

    public async Task<IReadOnlyList<ConsentResult>> SaveAsync(IReadOnlyList<NewConsent> records, CancellationToken cancellationToken)
    {
        if (records.Count == 0)
        {
            return [];
        }

        var by = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var name in records.Select(r => r.By).Distinct(StringComparer.Ordinal))
        {
            by[name] = await actors.GetOrAddAsync(name, cancellationToken).ConfigureAwait(false);
        }

        return await database.WriteAsync("save consents", (session, token) => SaveAsync(session, records, by, token), cancellationToken).ConfigureAwait(false);
    }

    public Task<IReadOnlyList<Consent?>> ReadAsync(IReadOnlyList<ConsentKey> keys, CancellationToken cancellationToken) => keys.Count == 0
        ? Task.FromResult<IReadOnlyList<Consent?>>([])
        : database.RunAsync<IReadOnlyList<Consent?>>(
            Reading, async (session, token) => await ConsentTable.ReadAsync(session, keys, token).ConfigureAwait(false), cancellationToken);

    public Task<IReadOnlyList<Consent>> OfAsync(Guid contactId, CancellationToken cancellationToken) =>
        database.RunAsync(Reading, (session, token) => ConsentTable.OfAsync(session, contactId, token), cancellationToken);

    public async Task<ConsentPage> PageAsync(string tenant, int limit, ConsentKey? after, CancellationToken cancellationToken)
    {
        var found = await database.RunAsync(
            Reading, (session, token) => ConsentTable.PageAsync(session, tenant, limit + 1, after ?? new ConsentKey(Guid.Empty, ""), token), cancellationToken)
            .ConfigureAwait(false);
        return found.Count <= limit
            ? new ConsentPage(found, null)
            : new ConsentPage(found[..limit], new ConsentKey(found[limit - 1].Consent.ContactId, found[limit - 1].Consent.Topic));
    }

    private async Task<IReadOnlyList<ConsentResult>> SaveAsync(
        Session session, IReadOnlyList<NewConsent> records, Dictionary<string, int> by, CancellationToken cancellationToken)
    {
        var people = (await contacts.FindOrAddAsync(session, [.. records.Select(r => r.Key)], cancellationToken).ConfigureAwait(false)).Contacts;
        var locked = await ConsentTable.LockAsync(session, [.. people.Select(p => p!.Id).Distinct()], cancellationToken).ConfigureAwait(false);
        var now = await ConsentTable.NowAsync(session, cancellationToken).ConfigureAwait(false);
        var said = records.Zip(people, (r, p) => r.For(p!.Id, now)).ToList();
        ConsentKey[] keys = [.. said.Select(c => new ConsentKey(c.ContactId, c.Topic)).Distinct()];
        var known = keys.Zip(await ConsentTable.ReadAsync(session, keys, cancellationToken).ConfigureAwait(false)).ToDictionary(p => p.First, p => p.Second);
        var results = new ConsentResult[records.Count];
        var (changed, audit) = (new HashSet<ConsentKey>(), new List<AuditRow>());
        for (var i = 0; i < results.Length; i++)
        {
            var consent = said[i];
            var key = new ConsentKey(consent.ContactId, consent.Topic);
            var last = known[key];
            var isSame = last is not null && last.At == consent.At && last.IsGranted == consent.IsGranted;
            results[i] = !locked.Contains(consent.ContactId) ? ConsentResult.Erased
                : isSame || last?.IsReplacedBy(consent) == false ? ConsentResult.Older
                : ConsentResult.Saved;
            if (results[i] != ConsentResult.Erased && !isSame)
            {
                audit.Add(ConsentTable.Audit(consent, people[i]!.Tenant, by[records[i].By]));
            }

            if (results[i] == ConsentResult.Saved)
            {
                known[key] = consent;
                changed.Add(key);
            }
        }

        if (audit.Count > 0)
        {
            await ConsentTable.AuditAsync(session, now, audit, cancellationToken).ConfigureAwait(false);
            await ConsentTable.SaveAsync(session, [.. changed.Select(k => known[k]!)], cancellationToken).ConfigureAwait(false);
        }

        return results;
    }
}
