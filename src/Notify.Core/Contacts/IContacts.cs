namespace Notify.Contacts;

/// <summary>What an app calls to read and change contacts. Thread-safe; a singleton.</summary>
/// <remarks>Recipients are written as in <see cref="Notification.Recipient"/>; a bad one throws <see cref="InvalidNotificationException"/>.</remarks>
public interface IContacts
{
    /// <summary>The contact, or null where nothing is known of the person.</summary>
    Task<Contact?> FindAsync(string tenant, string recipient, CancellationToken cancellationToken = default);

    /// <summary>Changes preferences, making the contact where there is none. An unknown zone is refused.</summary>
    Task<Contact> SaveAsync(string tenant, string recipient, ContactPreferences preferences, CancellationToken cancellationToken = default);

    /// <summary>The person wants no more messages: blocks all from now on and cancels what is queued.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="recipient">The person.</param>
    /// <param name="reason">Why, for the audit trail; no personal data.</param>
    /// <param name="channel">The one channel over which they want none. Null, the default: over none at all.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>How many deliveries were cancelled.</returns>
    Task<int> OptOutAsync(string tenant, string recipient, string reason, Channel? channel = null, CancellationToken cancellationToken = default);

    /// <summary>The person wants messages again. What was cancelled stays so.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="recipient">The person.</param>
    /// <param name="reason">Why, for the audit trail; no personal data.</param>
    /// <param name="channel">
    /// The one channel over which they want them: it ends an opt-out of that channel, and leaves one of all. Null, the default: over all; it ends every opt-out.
    /// </param>
    /// <param name="cancellationToken">Cancels the call.</param>
    Task OptInAsync(string tenant, string recipient, string reason, Channel? channel = null, CancellationToken cancellationToken = default);

    /// <summary>
    /// Erases a person's data: cancels what waits, empties what was queued to them, and overwrites address, preferences and the providers' message ids. The trail
    /// stays under a random id. What is queued to the same address later is blocked with reason <c>erased</c> and kept without the address, until they opt in
    /// again. Safe to repeat; repeat it where the app may have been queueing to them at that very moment.
    /// </summary>
    /// <remarks>The app's own words stay as they are: put no personal data in idempotency keys, correlation ids, campaign ids or reasons.</remarks>
    /// <param name="tenant">The tenant; what other tenants know of the person stays.</param>
    /// <param name="recipient">The person.</param>
    /// <param name="reason">Why, for the audit trail; no personal data.</param>
    /// <param name="by">Who asked for it: <c>app</c>, <c>contact</c>, an operator's name.</param>
    /// <param name="cancellationToken">Cancels the call; nothing was erased then, or all.</param>
    Task<ErasureReport> EraseAsync(string tenant, string recipient, string reason, string by = "app", CancellationToken cancellationToken = default);
}
