namespace Notify.Contacts;

/// <summary>Makes one contact of two addresses. Thread-safe, across processes; each link is a transaction of its own, audited as <c>linked</c>.</summary>
/// <remarks>
/// For implementers. A link whose two addresses already find the same contact changes nothing. Else:
/// <list type="number">
/// <item>Where no address is known, a contact is made for the first one. Where one is, the other finds the same contact from now on.</item>
/// <item>Where both are known, the first one's contact stays and becomes what <see cref="ContactLink.Join"/> says. The other one's deliveries, windows and inbound messages
/// become its own, and so do the talks: one that has expired is closed as of then, and two that are open still become what <see cref="Sessions.SessionRules.Join"/> says.
/// Whoever asks for the other one by its id, as a delivery queued meanwhile does, gets the one that stays.</item>
/// <item>Where the contact is opted out then and one of the two was not, what it has waiting is cancelled, as by <see cref="IContactStore.SetConsentAsync"/>. Opting out or in
/// by either address holds for both.</item>
/// <item>An erased contact's address is never stored again. An address that was not known yet is remembered with it, as its hash. A contact that is known stays, opted out
/// with reason <c>erased</c>, and is found by the erased one's addresses too, until it opts in.</item>
/// <item>Erasing by either address takes all of a contact's, and keeps the hash of each. Opting in by one address of an erased contact forgets the hashes of all.</item>
/// </list>
/// </remarks>
public interface IContactLinks
{
    /// <summary>Links addresses, in order.</summary>
    /// <returns>The contact of each link.</returns>
    Task<IReadOnlyList<Contact>> LinkAsync(IReadOnlyList<ContactLink> links, CancellationToken cancellationToken);
}
