namespace Notify.Consents;

/// <summary>Some of a tenant's consents.</summary>
/// <param name="Consents">Those, by contact and topic.</param>
/// <param name="Next">Where the next page begins; null where there is none.</param>
public sealed record ConsentPage(IReadOnlyList<StoredConsent> Consents, ConsentKey? Next);
