namespace Notify.Limits;

/// <summary>A tenant's quota as it stands.</summary>
/// <param name="Tenant">The tenant.</param>
/// <param name="Limit">The most messages in a period.</param>
/// <param name="Period">How long a window is.</param>
/// <param name="Used">How many were taken in the window under way; may be over the limit where that was lowered.</param>
/// <param name="ResetsAt">When the window ends and counting begins from nothing; null where nothing was taken yet, which starts the first one.</param>
public sealed record Quota(string Tenant, long Limit, TimeSpan Period, long Used, DateTimeOffset? ResetsAt)
{
    /// <summary>How many may still be sent in this window.</summary>
    public long Remaining => Math.Max(0, Limit - Used);

    /// <summary>Whether the tenant's messages wait for the next window.</summary>
    public bool IsThrottled => Remaining == 0;
}
