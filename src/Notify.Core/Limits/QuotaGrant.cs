namespace Notify.Limits;

/// <summary>The answer to a <see cref="QuotaRequest"/>.</summary>
/// <param name="Granted">How many were taken: as many as asked for, or as there was room for.</param>
/// <param name="ResetsAt">When the window they were taken in ends: until then no more is granted where it was too few. Null where the tenant has no quota.</param>
public readonly record struct QuotaGrant(int Granted, DateTimeOffset? ResetsAt);
