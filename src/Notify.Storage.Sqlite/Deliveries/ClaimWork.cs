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
        var gates = new GateView(session);
        var shut = new List<(FlowKey Flow, FlowLine Line)>();
        var lanes = OpenFlows(session, gates, shut);
        if ((lanes.Count == 0 && shut.Count == 0) || request.Limit < 1)
        {
            return new ClaimedBatch(0, session.NowTime, []);
        }

        var number = session.Sequences.Next(SequenceTable.Lease);
        var lease = new ClaimLease(number, session.Now + StoreTime.Length(request.Lease), request.Worker, session.Now);
        var taken = new List<TakenDelivery>(request.Limit);
        TakeProbes(session, gates, shut, lease, request.Limit, taken);
        foreach (var lane in lanes.Values)
        {
            TakeLane(session, lane, lease, request.Limit, taken);
        }

        if (taken.Count == 0)
        {
            return new ClaimedBatch(0, session.NowTime, []);
        }

        taken.Sort(TakenDelivery.Compare);
        return new ClaimedBatch(number, session.NowTime, taken.ConvertAll(static t => t.Delivery));
    }

    private static SortedList<Priority, SortedList<string, TenantLine>> OpenFlows(
        Session session, GateView gates, List<(FlowKey Flow, FlowLine Line)> shut)
    {
        var shares = session.Paces.Shares(session.NowTime);
        var quotas = new TenantQuotas(session);
        var lanes = new SortedList<Priority, SortedList<string, TenantLine>>();
        foreach (var flowId in session.Claims.DueFlows(session.Now))
        {
            var flow = session.Flows.Get(flowId);
            var share = flow.Priority == Priority.Critical ? null : shares.GetValueOrDefault((flow.Channel.Name, flow.Account));
            if (share is { IsSpent: true } || quotas.IsUsedUp(flow.Tenant))
            {
                continue;
            }

            var line = new FlowLine(session.Claims, flowId, session.Now, share, quotas.Has(flow.Tenant));
            var before = gates.Before(flow);
            if (before.Count == 0)
            {
                LineOf(lanes, flow).Add(line);
            }
            else if (gates.MayTry(before))
            {
                shut.Add((flow, line));
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

    // One for each gate whose time is over, to see whether it may open: the most urgent of what waits behind it.
    private static void TakeProbes(
        Session session, GateView gates, List<(FlowKey Flow, FlowLine Line)> shut, ClaimLease lease, int limit, List<TakenDelivery> taken)
    {
        var first = shut.ConvertAll(s => s.Line.TryPeek(out var row) ? (s.Flow, s.Line, Row: row) : (s.Flow, s.Line, Row: (DueAt: long.MaxValue, Row: 0)));
        foreach (var (flow, line, row) in first.OrderBy(f => (f.Flow.Priority, f.Row)))
        {
            var before = gates.Before(flow);
            if (row.Row > 0 && taken.Count < limit && line.Share is not { IsSpent: true } && gates.MayTry(before))
            {
                var probe = session.Claims.Take(row.Row, line, lease) with { IsProbe = true };
                gates.Try(before, probe.Id, lease);
                line.Share?.Spend();
                taken.Add(new TakenDelivery(row.DueAt, row.Row, probe));
            }
        }
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
