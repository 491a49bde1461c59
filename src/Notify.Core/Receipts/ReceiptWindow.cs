using Notify.Deliveries;

namespace Notify.Receipts;

/// <summary>When a delivery in doubt may be settled without a receipt. Pure; stores call it in maintenance.</summary>
public static class ReceiptWindow
{
    /// <summary>Receipts further apart than this mean an outage: the window starts again when they come back.</summary>
    public static readonly TimeSpan Gap = TimeSpan.FromMinutes(5);

    /// <summary>What is to be done with a delivery in doubt now.</summary>
    /// <param name="policy">The policy that holds for it.</param>
    /// <param name="unconfirmedAt">Since when it is in doubt.</param>
    /// <param name="attempts">Attempts used.</param>
    /// <param name="account">What is known of its account's webhooks.</param>
    /// <param name="now">The store's time.</param>
    public static DoubtVerdict Decide(
        UnconfirmedPolicy policy, DateTimeOffset unconfirmedAt, int attempts, AccountReceipts account, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(policy);
        if (policy.Action == UnconfirmedAction.Never)
        {
            return DoubtVerdict.Wait;
        }

        return IsOver(policy, unconfirmedAt, account, now)
            ? attempts < policy.MaxAttempts ? DoubtVerdict.Resend : DoubtVerdict.Fail
            : DoubtVerdict.Wait;
    }

    private static bool IsOver(UnconfirmedPolicy policy, DateTimeOffset unconfirmedAt, AccountReceipts account, DateTimeOffset now)
    {
        var start = account.SteadySince is { } steady && steady > unconfirmedAt && policy.Window > TimeSpan.Zero ? steady : unconfirmedAt;
        var end = start + policy.Window;
        if (account.WaitingSince <= end)
        {
            // Its receipt may be among what came in time and is not read yet.
            return false;
        }

        if (account.LastSeenAt is not { } last)
        {
            return policy.Action == UnconfirmedAction.Resend && now >= end;
        }

        // Somebody else's receipt came after this one had had its whole window: webhooks work, and this message has none.
        return policy.Window == TimeSpan.Zero || last >= end;
    }
}
