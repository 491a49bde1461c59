using Notify.Auditing;
using Notify.Consents;

namespace Notify.Testing.InMemory;

/// <summary>Keeps what people said on topics.</summary>
internal sealed class InMemoryConsentStore(InMemoryState state) : IConsentStore
{
    public Task<IReadOnlyList<ConsentResult>> SaveAsync(IReadOnlyList<NewConsent> records, CancellationToken cancellationToken) =>
        state.TransactAsync<IReadOnlyList<ConsentResult>>(now => [.. records.Select(r => Save(r, now))], cancellationToken);

    public Task<IReadOnlyList<Consent?>> ReadAsync(IReadOnlyList<ConsentKey> keys, CancellationToken cancellationToken) =>
        state.TransactAsync<IReadOnlyList<Consent?>>(_ => [.. keys.Select(state.Consents.GetValueOrDefault)], cancellationToken);

    public Task<IReadOnlyList<Consent>> OfAsync(Guid contactId, CancellationToken cancellationToken) => state.TransactAsync<IReadOnlyList<Consent>>(
        _ => [.. state.Consents.Values.Where(c => c.ContactId == contactId).OrderBy(c => c.Topic, StringComparer.Ordinal)], cancellationToken);

    public Task<ConsentPage> PageAsync(string tenant, int limit, ConsentKey? after, CancellationToken cancellationToken) =>
        state.TransactAsync(_ => Page(tenant, limit, after), cancellationToken);

    private ConsentPage Page(string tenant, int limit, ConsentKey? after)
    {
        var found = state.Consents.Values
            .Select(c => (Contact: state.Contacts.Find(c.ContactId)!, Consent: c))
            .Where(p => p.Contact.Tenant == tenant && (after is not { } last || Compare(p.Consent, last) > 0))
            .OrderBy(p => p.Consent.ContactId).ThenBy(p => p.Consent.Topic, StringComparer.Ordinal)
            .Take(limit + 1)
            .Select(p => new StoredConsent(p.Contact.Address, p.Consent))
            .ToList();
        return found.Count <= limit
            ? new ConsentPage(found, null)
            : new ConsentPage(found[..limit], new ConsentKey(found[limit - 1].Consent.ContactId, found[limit - 1].Consent.Topic));
    }

    private ConsentResult Save(NewConsent record, DateTimeOffset now)
    {
        var contact = state.Contacts.FindOrAdd(record.Key);
        if (contact.IsErased)
        {
            return ConsentResult.Erased;
        }

        var consent = record.For(contact.Id, now);
        var key = new ConsentKey(contact.Id, consent.Topic);
        var known = state.Consents.GetValueOrDefault(key);
        if (known is not null && known.At == consent.At && known.IsGranted == consent.IsGranted)
        {
            return ConsentResult.Older;
        }

        state.Write(new AuditEntry
        {
            At = now,
            Event = consent.IsGranted ? AuditEvents.ConsentGranted : AuditEvents.ConsentRevoked,
            Tenant = contact.Tenant,
            ContactId = contact.Id,
            Reason = consent.Source,
            Detail = consent.ToDetail(),
            By = record.By,
        });
        if (known?.IsReplacedBy(consent) == false)
        {
            return ConsentResult.Older;
        }

        state.Consents[key] = consent;
        return ConsentResult.Saved;
    }

    private static int Compare(Consent consent, ConsentKey key) =>
        consent.ContactId.CompareTo(key.ContactId) is not 0 and var order ? order : string.CompareOrdinal(consent.Topic, key.Topic);
}
