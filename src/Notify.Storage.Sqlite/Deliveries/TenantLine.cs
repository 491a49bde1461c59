using Notify.Deliveries;

namespace Notify.Storage.Sqlite.Deliveries;

/// <summary>What a tenant has due in a lane: its flows' lines as one, by due time.</summary>
internal sealed class TenantLine
{
    private readonly PriorityQueue<FlowLine, (long DueAt, long Row)> _flows = new();

    public void Add(FlowLine flow)
    {
        if (flow.TryPeek(out var first))
        {
            _flows.Enqueue(flow, first);
        }
    }

    /// <summary>Takes up to a number of rows.</summary>
    /// <returns>How many there were that may be taken.</returns>
    public int Take(int most, Func<long, FlowLine, ClaimedDelivery> take, List<TakenDelivery> into)
    {
        var taken = 0;
        while (taken < most && _flows.TryDequeue(out var flow, out var first))
        {
            if (flow.Share is { IsSpent: true })
            {
                continue;
            }

            into.Add(new TakenDelivery(first.DueAt, first.Row, take(first.Row, flow)));
            flow.Share?.Spend();
            flow.Dequeue();
            Add(flow);
            taken++;
        }

        return taken;
    }
}
