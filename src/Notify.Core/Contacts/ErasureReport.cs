namespace Notify.Contacts;

/// <summary>What an erasure did.</summary>
/// <param name="WasKnown">Whether there was a contact under this address, not erased before.</param>
/// <param name="Cancelled">How many waiting deliveries were cancelled.</param>
/// <param name="Payloads">How many deliveries' contents and addresses were emptied.</param>
public readonly record struct ErasureReport(bool WasKnown, int Cancelled, int Payloads);
