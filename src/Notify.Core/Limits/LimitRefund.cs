namespace Notify.Limits;

/// <summary>Gives back a charge that was not used.</summary>
/// <param name="Charge">The charge.</param>
/// <param name="GrantedAt">When it was granted.</param>
public readonly record struct LimitRefund(LimitCharge Charge, DateTimeOffset GrantedAt);
