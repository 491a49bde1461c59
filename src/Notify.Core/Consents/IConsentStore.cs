namespace Notify.Consents;

/// <summary>Where it is kept what people said on topics. Thread-safe.</summary>
/// <remarks>
/// For implementers: one row a contact and topic. Erasing a contact (<see cref="Contacts.IErasure"/>) removes its rows. Proof never gets into the audit trail, nor
/// into an exception.
/// </remarks>
public interface IConsentStore
{
    /// <summary>
    /// Records grants and revocations, in their order and in one transaction, making contacts where there are none. One takes the place of what is kept where
    /// <see cref="Consent.IsReplacedBy"/> says so. Each is audited (<c>consent_granted</c>, <c>consent_revoked</c>) with its source as reason and its topic and time
    /// as detail, those that are too old as well, unless exactly that is kept already.
    /// </summary>
    /// <returns>What became of each, in order.</returns>
    Task<IReadOnlyList<ConsentResult>> SaveAsync(IReadOnlyList<NewConsent> records, CancellationToken cancellationToken);

    /// <summary>What people last said, in the order asked; null where they said nothing.</summary>
    Task<IReadOnlyList<Consent?>> ReadAsync(IReadOnlyList<ConsentKey> keys, CancellationToken cancellationToken);

    /// <summary>All that one person said, by topic.</summary>
    Task<IReadOnlyList<Consent>> OfAsync(Guid contactId, CancellationToken cancellationToken);

    /// <summary>A page of a tenant's consents, by contact and topic.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="limit">The most to give, 1 to 1,000.</param>
    /// <param name="after">The page before's <see cref="ConsentPage.Next"/>; null for the first page.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    Task<ConsentPage> PageAsync(string tenant, int limit, ConsentKey? after, CancellationToken cancellationToken);
}
