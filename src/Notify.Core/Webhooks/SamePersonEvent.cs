using Notify.Contacts;

namespace Notify.Webhooks;

/// <summary>Addresses are one person's: a receipt named two, or one of them changed. Whoever knows the person by one of them knows them by all from then on.</summary>
/// <param name="Addresses">The addresses, two at least: a phone number before a WhatsApp user's id, an old one before the one that holds from now on.</param>
public sealed record SamePersonEvent(LinkedAddresses Addresses) : AccountEvent;
