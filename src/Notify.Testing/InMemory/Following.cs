using Notify.Deliveries;
using Notify.Plans;

namespace Notify.Testing.InMemory;

/// <summary>Held deliveries follow their primaries, and their clocks.</summary>
internal static class Following
{
    /// <summary>Follows the primaries that have moved in this transaction, by what they have come to.</summary>
    public static void Run(InMemoryState state, DateTimeOffset now)
    {
        foreach (var primary in state.Moved)
        {
            if (state.HeldFor(primary) is { } held)
            {
                Follow(state, primary, held, now);
            }
        }

        state.Moved.Clear();
    }

    /// <summary>Whether the clock of one is over, and no webhook that waits may tell of a delivery in time.</summary>
    public static bool IsDue(InMemoryState state, DeliveryRow held, DateTimeOffset now)
    {
        if (held.State != DeliveryState.Held || held.FiresAt is not { } over || over > now)
        {
            return false;
        }

        var primary = state.Deliveries[held.PrimaryId!.Value];
        var isSending = primary.State == DeliveryState.Sending && !held.IsAwaitingDelivery;
        if (isSending && primary.MarkedAt + held.Rule.After > over)
        {
            over = primary.MarkedAt + held.Rule.After;
        }

        return !(held.IsAwaitingDelivery || isSending) || !state.Inbox.MayTell(primary.Given.Flow.Channel, over, now);
    }

    /// <summary>Lets one take its primary's place whose clock is over. False where the primary is being sent just now and its delivery may be waited for.</summary>
    public static bool FireDue(InMemoryState state, DeliveryRow held, DateTimeOffset now)
    {
        var primary = state.Deliveries[held.PrimaryId!.Value];
        if (primary.State == DeliveryState.Sending && !held.IsAwaitingDelivery && primary.MarkedAt + held.Rule.After > now)
        {
            held.FiresAt = primary.MarkedAt + held.Rule.After;
            return false;
        }

        if (!Fire(state, primary, held, now, Change.Maintenance))
        {
            return false;
        }

        if (primary.State is DeliveryState.Queued or DeliveryState.Claimed)
        {
            primary.Lease = 0;
            state.Move(primary, DeliveryState.Cancelled, now, new Change(Change.Maintenance, Reasons.FellBack));
        }

        return true;
    }

    private static void Follow(InMemoryState state, DeliveryRow primary, DeliveryRow held, DateTimeOffset now)
    {
        switch (FallbackRules.Next(primary.State, primary.Reason))
        {
            case FallbackStep.Wait:
                held.AwaitDelivery(primary.State == DeliveryState.Unconfirmed ? primary.MarkedAt : now);
                break;
            case FallbackStep.Fire:
                Fire(state, primary, held, now, Change.App);
                break;
            case FallbackStep.Drop:
                state.Move(held, DeliveryState.Cancelled, now, new Change(Change.App, Reasons.PrimaryDelivered));
                break;
            case FallbackStep.Cancel:
                state.Move(held, DeliveryState.Cancelled, now, new Change(Change.App, Reasons.PrimaryEnded));
                break;
            case FallbackStep.Expire:
                state.Move(held, DeliveryState.Expired, now, new Change(Change.App, Reasons.Expired));
                break;
        }
    }

    // False where it has expired by now.
    private static bool Fire(InMemoryState state, DeliveryRow primary, DeliveryRow held, DateTimeOffset now, string by)
    {
        if (held.IsExpired(now))
        {
            state.Move(held, DeliveryState.Expired, now, new Change(by, Reasons.Expired));
            return false;
        }

        primary.HasFallenBack = true;
        held.DueAt = now;
        state.Move(held, DeliveryState.Queued, now, new Change(by, Reasons.FellBack));
        return true;
    }
}
