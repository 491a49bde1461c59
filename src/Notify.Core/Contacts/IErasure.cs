namespace Notify.Contacts;

/// <summary>Erases one person's data in one tenant. Thread-safe; one transaction, audited as <c>erased</c>.</summary>
/// <remarks>
/// For implementers. Of the contact and its deliveries, whatever their state:
/// <list type="number">
/// <item>What is queued or claimed is cancelled, reason <c>erased</c>, by whoever asked. A send under way may finish; nothing is sent again after it.</item>
/// <item>Payloads become empty. Provider message ids in deliveries, history and receipts become null, for WhatsApp's hold the phone number; an acceptance or a
/// receipt that comes later is applied and stored without its id.</item>
/// <item>What was planned before and is stored after it is stored without its payload. Where a transaction of the app's own may span it, unseen by it, what that left is
/// emptied by maintenance or the settlement as blocked, reason <c>erased</c>, whichever comes first.</item>
/// <item>What they said on topics (<see cref="Consents.IConsentStore"/>) is removed.</item>
/// <item>The contact's row stays under its random id, for the trail: its address becomes (<see cref="Address.ErasedKind"/>, its id), preferences become null, and
/// it is opted out with reason <c>erased</c>. No call finds it by the old address in clear any more.</item>
/// <item>What stays of the address is HMAC-SHA256 over tenant, kind and value, separated by zero bytes, under a random key of 32 bytes that the migration makes
/// and the store keeps. Whoever finds or adds that address, or saves preferences for it, gets the erased contact as it is; nothing of the address is stored.
/// Opting in forgets the hash and makes a new contact.</item>
/// </list>
/// An address that was never seen is remembered the same way, with a contact made for it. Erasing again is safe and clears what came in between. Contacts of
/// other tenants stay as they are.
/// </remarks>
public interface IErasure
{
    /// <summary>Erases a person.</summary>
    Task<ErasureReport> EraseAsync(ErasureRequest request, CancellationToken cancellationToken);
}
