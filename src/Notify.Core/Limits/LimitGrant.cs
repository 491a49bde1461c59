namespace Notify.Limits;

/// <summary>The answer to one delivery's charges: all are taken or none.</summary>
/// <param name="IsGranted">Whether they were taken.</param>
/// <param name="IsOver">Whether a limit was exceeded (granted all the same where the charge was advisory).</param>
/// <param name="Until">Where not granted: when trying again makes sense.</param>
/// <param name="GrantedAt">The store's time, to be given back with a refund.</param>
/// <param name="Refused">Where not granted: which of the delivery's charges has to wait longest, by its index; the first one of several.</param>
public readonly record struct LimitGrant(bool IsGranted, bool IsOver, DateTimeOffset? Until, DateTimeOffset GrantedAt, int Refused = 0);
