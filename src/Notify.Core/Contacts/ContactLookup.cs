namespace Notify.Contacts;

/// <summary>Contacts as they were at a moment of the store's clock.</summary>
/// <param name="Now">The store's time.</param>
/// <param name="Contacts">One per key asked for, in the same order; null where there is none.</param>
public sealed record ContactLookup(DateTimeOffset Now, IReadOnlyList<Contact?> Contacts);
