namespace Notify.Limits;

/// <summary>Gives back what was taken from a quota and not used.</summary>
/// <param name="Tenant">The tenant.</param>
/// <param name="Count">How many messages.</param>
/// <param name="ResetsAt">The <see cref="QuotaGrant.ResetsAt"/> they were granted with.</param>
public readonly record struct QuotaReturn(string Tenant, int Count, DateTimeOffset ResetsAt);
