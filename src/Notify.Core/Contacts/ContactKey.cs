namespace Notify.Contacts;

/// <summary>How a contact is found: one tenant's view of one address.</summary>
/// <param name="Tenant">The tenant.</param>
/// <param name="Address">The address.</param>
public readonly record struct ContactKey(string Tenant, Address Address);
