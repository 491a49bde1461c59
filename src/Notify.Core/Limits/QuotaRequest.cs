namespace Notify.Limits;

/// <summary>What one tenant's deliveries of a batch want of its quota.</summary>
/// <param name="Tenant">The tenant.</param>
/// <param name="Count">How many messages, 1 or more.</param>
public readonly record struct QuotaRequest(string Tenant, int Count);
