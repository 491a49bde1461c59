using Notify.Contacts;

namespace Notify.Consents;

/// <summary>A consent with whose it is. Personal data.</summary>
/// <param name="Address">The person's address.</param>
/// <param name="Consent">What they said.</param>
public sealed record StoredConsent(Address Address, Consent Consent);
