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
    /// <returns>How many deliveries were cancelled.</returns>
    Task<int> OptOutAsync(string tenant, string recipient, string reason, CancellationToken cancellationToken = default);

    /// <summary>The person wants messages again. What was cancelled stays so.</summary>
    Task OptInAsync(string tenant, string recipient, string reason, CancellationToken cancellationToken = default);
}
