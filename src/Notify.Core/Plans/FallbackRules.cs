using Notify.Deliveries;

namespace Notify.Plans;

/// <summary>When a held delivery takes its primary's place. Pure; stores follow it in the transaction that moves the primary.</summary>
/// <remarks>
/// For implementers. A held delivery is never claimed, and moves once, under its row's lock, by what its primary has come to at the end of the transaction
/// (<see cref="Next"/>) or by its clock, in maintenance:
/// <list type="number">
/// <item>The clock of <see cref="FallbackRule.UnsentAfter"/> runs from the primary's due time. A settlement with <see cref="Settlement.IsWindow"/> and a
/// reschedule set it anew from the new due time; retries, gates and limits do not.</item>
/// <item>The clock of <see cref="FallbackRule.After"/> runs from the first time the primary comes to sent, or from the mark where it comes to unconfirmed. It
/// replaces the other one and is not set again. A primary under its mark whose first clock is over gets this one from the mark.</item>
/// <item>When it is over, a primary that is queued or claimed is cancelled (<see cref="Reasons.FellBack"/>), and the held one queued. A primary that is being
/// sent, in doubt or sent stays as it is and only receipts move it, but it is never sent again by itself: what would queue it (a retry, the end of the receipt
/// window) cancels it instead, see <see cref="Settlement.InsteadOfAgain"/>.</item>
/// <item>The clock of <see cref="FallbackRule.After"/> that is over is passed over while a webhook of the primary's channel waits in the inbox that was stored
/// no later than its end and tried fewer than five times: the delivery may have been acknowledged in time, and be told of there. One that nobody has refused
/// holds it up for <see cref="UnreadHolds"/> after it was stored, one that was put off or failed (it waits with a reason) for <see cref="RefusedHolds"/>. A primary
/// under its mark counts as one whose delivery is waited for. What is passed over takes no place from others that are due.</item>
/// </list>
/// A primary that an operator queues again after that is sent once more; it gets no retry, and the held delivery is not queued twice. A requeue passes over
/// deliveries whose held one took the place, and those that were held and never took it, unless it names one by its id.
/// </remarks>
public static class FallbackRules
{
    /// <summary>For how long after it was stored a webhook that nobody has tried and refused yet holds up fallbacks: longer than workers stand still.</summary>
    public static readonly TimeSpan UnreadHolds = TimeSpan.FromDays(1);

    /// <summary>For how long after it was stored a webhook that could not be read, for want of a reader or by an error, holds up fallbacks.</summary>
    public static readonly TimeSpan RefusedHolds = TimeSpan.FromHours(1);

    /// <summary>What the state of a primary means for the delivery that waits for it.</summary>
    /// <param name="primary">The state it has come to.</param>
    /// <param name="reason">Why.</param>
    public static FallbackStep Next(DeliveryState primary, string? reason) => primary switch
    {
        DeliveryState.Sent or DeliveryState.Unconfirmed => FallbackStep.Wait,
        DeliveryState.Failed => reason is Reasons.MarketingOptOut or Reasons.PersonBlocked ? FallbackStep.Cancel : FallbackStep.Fire,
        DeliveryState.Blocked => MayGoAround(reason) ? FallbackStep.Fire : FallbackStep.Cancel,
        DeliveryState.Delivered or DeliveryState.Read => FallbackStep.Drop,
        DeliveryState.Cancelled => FallbackStep.Cancel,
        DeliveryState.Expired => FallbackStep.Expire,
        _ => FallbackStep.None,
    };

    /// <summary>Whether another channel may be used where a policy blocked with this reason: where only the channel stood in the way, not the person's will.</summary>
    public static bool MayGoAround(string? reason) => reason is Reasons.WindowClosed or Reasons.NotOnChannel or Reasons.NoPhone;
}
