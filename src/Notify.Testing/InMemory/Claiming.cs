using Notify.Deliveries;
using Notify.Gates;
using Notify.Limits;

namespace Notify.Testing.InMemory;

/// <summary>Takes what is due.</summary>
internal static class Claiming
{
    public static ClaimedBatch Run(InMemoryState state, ClaimRequest request, DateTimeOffset now)
    {
        var left = state.Paces.ToDictionary(p => p.Key, p => PaceRules.MostToClaim(p.Value.NextAt, p.Value.PerSecond, now));
        var probes = Probes(state, left, now).Take(request.Limit).ToList();
        var rows = probes.Concat(state.Deliveries.Values
            .Where(r => IsDue(state, r, now) && !state.IsStopped(r.Given.Flow, now))
            .GroupBy(r => r.Given.Flow.Priority)
            .OrderBy(lane => lane.Key)
            .SelectMany(TenantsInTurn)
            .Where(r => IsWithinPace(left, r.Given.Flow))
            .Take(request.Limit - probes.Count))
            .ToList();
        if (rows.Count == 0)
        {
            return new ClaimedBatch(0, now, []);
        }

        var lease = state.NextLease();
        foreach (var row in rows)
        {
            (row.Lease, row.LeaseUntil, row.Worker) = (lease, now + request.Lease, request.Worker);
            state.Move(row, DeliveryState.Claimed, now, new Change(request.Worker));
        }

        probes.ForEach(row => Try(state, row, now));
        return new ClaimedBatch(
            lease, now, [.. rows.Select(r => r.ToClaimed(state.Quotas.ContainsKey(r.Given.Flow.Tenant)) with { IsProbe = probes.Contains(r) })]);
    }

    // What is let through gates whose time is over, to see whether they may open: one for each, the most urgent first.
    private static List<DeliveryRow> Probes(InMemoryState state, Dictionary<(Channel, string), int> left, DateTimeOffset now)
    {
        var probes = new List<DeliveryRow>();
        var free = state.Gates.Values.Where(g => state.MayBeTried(g, now)).ToHashSet();
        var due = free.Count == 0 ? [] : state.Deliveries.Values.Where(r => IsDue(state, r, now));
        foreach (var row in due.OrderBy(r => (r.Given.Flow.Priority, r.DueAt, r.Given.Id)))
        {
            var gates = state.Before(row.Given.Flow, now);
            if (gates.Count > 0 && gates.TrueForAll(free.Contains) && IsWithinPace(left, row.Given.Flow))
            {
                probes.Add(row);
                free.ExceptWith(gates);
            }
        }

        return probes;
    }

    private static void Try(InMemoryState state, DeliveryRow row, DateTimeOffset now)
    {
        foreach (var gate in state.Before(row.Given.Flow, now))
        {
            state.Gates[(gate.Scope, gate.Source)] = gate with { Probe = new GateProbe(row.Given.Id, row.Lease, row.LeaseUntil) };
        }
    }

    private static bool IsDue(InMemoryState state, DeliveryRow row, DateTimeOffset now) => row.State == DeliveryState.Queued && row.DueAt <= now
        && !(state.Quotas.TryGetValue(row.Given.Flow.Tenant, out var quota) && quota.At(now).IsUsedUp);

    private static bool IsWithinPace(Dictionary<(Channel, string), int> left, FlowKey flow) =>
        flow.Priority == Priority.Critical || !left.TryGetValue((flow.Channel, flow.Account), out var most)
        || (left[(flow.Channel, flow.Account)] = most - 1) >= 0;

    // Everyone's first, then everyone's second, and so on; within a round by due time.
    private static IEnumerable<DeliveryRow> TenantsInTurn(IEnumerable<DeliveryRow> lane) => lane
        .GroupBy(r => r.Given.Flow.Tenant, StringComparer.Ordinal)
        .SelectMany(tenant => tenant.OrderBy(r => r.DueAt).ThenBy(r => r.Given.Id).Select((row, turn) => (row, turn)))
        .OrderBy(x => x.turn).ThenBy(x => x.row.DueAt)
        .Select(x => x.row);
}
