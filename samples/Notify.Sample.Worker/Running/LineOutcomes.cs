using Notify.Deliveries;

namespace Notify.Sample.Worker.Running;

/// <summary>From the states of deliveries to the outcome of their line.</summary>
internal static class LineOutcomes
{
    // Best first: a line with several deliveries counts as its best.
    private static readonly LineOutcome[] BestFirst =
    [
        LineOutcome.Read, LineOutcome.Delivered, LineOutcome.Sent, LineOutcome.Unconfirmed, LineOutcome.Deferred,
        LineOutcome.Failed, LineOutcome.Expired, LineOutcome.Cancelled, LineOutcome.Blocked,
    ];

    /// <summary>Whether the line says that a person was reached, so that the emulator must know of it.</summary>
    public static bool WasSent(this LineOutcome outcome) => outcome is LineOutcome.Sent or LineOutcome.Delivered or LineOutcome.Read;

    /// <summary>The outcome of a state; null while a worker has the delivery in hand.</summary>
    public static LineOutcome? Of(DeliveryState state) => state switch
    {
        DeliveryState.Queued => LineOutcome.Deferred,
        DeliveryState.Sent => LineOutcome.Sent,
        DeliveryState.Delivered => LineOutcome.Delivered,
        DeliveryState.Read => LineOutcome.Read,
        DeliveryState.Failed => LineOutcome.Failed,
        DeliveryState.Unconfirmed => LineOutcome.Unconfirmed,
        DeliveryState.Blocked => LineOutcome.Blocked,
        DeliveryState.Expired => LineOutcome.Expired,
        DeliveryState.Cancelled => LineOutcome.Cancelled,
        _ => null,
    };

    public static LineOutcome? Best(IEnumerable<DeliveryState> states)
    {
        var outcomes = states.Select(Of).ToHashSet();
        foreach (var outcome in BestFirst)
        {
            if (outcomes.Contains(outcome))
            {
                return outcome;
            }
        }

        return null;
    }
}
