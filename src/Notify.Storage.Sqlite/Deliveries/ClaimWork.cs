using Notify.Deliveries;
using Notify.Storage.Sqlite.Database;
using Notify.Storage.Sqlite.Gates;
using Notify.Storage.Sqlite.Limits;

namespace Notify.Storage.Sqlite.Deliveries;

/// <summary>Takes what is due: past closed gates, used-up quotas and accounts that have to wait, lane by lane, tenants in equal shares, by due time.</summary>
internal static class ClaimWork
{
    public static ClaimedBatch Run(Session session, ClaimRequest request)
    {
        var lanes = OpenFlows(session);
        if (lanes.Count == 0 || request.Limit < 1)
        {
            return new ClaimedBatch(0, session.NowTime, []);
        }

        var number = session.Sequences.Next(SequenceTable.Lease);
        var lease = new ClaimLease(number, session.Now + StoreTime.Length(request.Lease), request.Worker, session.Now);
        var taken = new List<TakenDelivery>(request.Limit);
        foreach (var lane in lanes.Values)
        {
            TakeLane(session, lane, lease, request.Limit, taken);
        }

        taken.Sort(TakenDelivery.Compare);
        return new ClaimedBatch(number, session.NowTime, taken.ConvertAll(static t => t.Delivery));
    }

    private static SortedList<Priority, SortedList<string, TenantLine>> OpenFlows(Session session)
    {
        var gates = session.Gates.Closed(session.Now);
        var shares = session.Paces.Shares(session.NowTime);
        var quotas = new TenantQuotas(session);
        var lanes = new SortedList<Priority, SortedList<string, TenantLine>>();
        foreach (var flowId in session.Claims.DueFlows(session.Now))
        {
            var flow = session.Flows.Get(flowId);
            var share = flow.Priority == Priority.Critical ? null : shares.GetValueOrDefault((flow.Channel.Name, flow.Account));
            if (share is not { IsSpent: true } && !GateTable.AnyCovers(gates, flow) && !quotas.IsUsedUp(flow.Tenant))
            {
                LineOf(lanes, flow).Add(new FlowLine(session.Claims, flowId, session.Now, share, quotas.Has(flow.Tenant)));
            }
        }

        return lanes;
    }

    private static TenantLine LineOf(SortedList<Priority, SortedList<string, TenantLine>> lanes, FlowKey flow)
    {
        if (!lanes.TryGetValue(flow.Priority, out var lane))
        {
            lanes.Add(flow.Priority, lane = new SortedList<string, TenantLine>(StringComparer.Ordinal));
        }

        if (!lane.TryGetValue(flow.Tenant, out var line))
        {
            lane.Add(flow.Tenant, line = new TenantLine());
        }

        return line;
    }

    // Equal shares, and what one leaves goes to the others. Who is first moves on with every claim, so that small claims reach every tenant.
    private static void TakeLane(Session session, SortedList<string, TenantLine> lane, ClaimLease lease, int limit, List<TakenDelivery> taken)
    {
        var first = (int)(lease.Number * limit % lane.Count);
        var waiting = lane.Values.Skip(first).Concat(lane.Values.Take(first)).ToList();
        while (taken.Count < limit && waiting.Count > 0)
        {
            var share = Math.Max(1, (limit - taken.Count) / waiting.Count);
            waiting.RemoveAll(line =>
            {
                var most = Math.Min(share, limit - taken.Count);
                return line.Take(most, (row, flow) => session.Claims.Take(row, flow, lease), taken) < most;
            });
        }
    }
}
