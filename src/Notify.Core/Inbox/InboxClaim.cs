namespace Notify.Inbox;

/// <summary>Asks for work.</summary>
/// <param name="Limit">The most to claim.</param>
/// <param name="Lease">How long it is held.</param>
public readonly record struct InboxClaim(int Limit, TimeSpan Lease);
