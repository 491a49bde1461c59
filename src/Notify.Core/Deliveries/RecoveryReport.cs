namespace Notify.Deliveries;

/// <summary>What maintenance did.</summary>
/// <param name="ClaimsReturned">Claimed rows whose lease ended, queued again.</param>
/// <param name="NowUnconfirmed">Marked rows whose lease ended, now in doubt.</param>
/// <param name="Requeued">Rows in doubt to be sent again.</param>
/// <param name="Failed">Rows in doubt with no attempts left.</param>
/// <param name="Expired">Waiting rows whose expiry passed.</param>
/// <param name="HasMore">A limit was reached: call again.</param>
public readonly record struct RecoveryReport(int ClaimsReturned, int NowUnconfirmed, int Requeued, int Failed, int Expired, bool HasMore)
{
    /// <summary>Held rows that took their primary's place, since its time was over.</summary>
    public int FellBack { get; init; }
}
