using Notify.Deliveries;
using Notify.Limits;

namespace Notify.Testing.InMemory;

/// <summary>Takes what is due.</summary>
internal static class Claiming
{
    public static ClaimedBatch Run(InMemoryState state, ClaimRequest request, DateTimeOffset now)
    {
        var left = state.Paces.ToDictionary(p => p.Key, p => PaceRules.MostToClaim(p.Value.NextAt, p.Value.PerSecond, now));
        var rows = state.Deliveries.Values
            .Where(r => r.State == DeliveryState.Queued && r.DueAt <= now && IsOpen(state, r.Given.Flow, now))
            .GroupBy(r => r.Given.Flow.Priority)
            .OrderBy(lane => lane.Key)
            .SelectMany(TenantsInTurn)
            .Where(r => IsWithinPace(left, r.Given.Flow))
            .Take(request.Limit)
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

        return new ClaimedBatch(lease, now, [.. rows.Select(r => r.ToClaimed(state.Quotas.ContainsKey(r.Given.Flow.Tenant)))]);
    }

    private static bool IsOpen(InMemoryState state, FlowKey flow, DateTimeOffset now) =>
        !state.IsStopped(flow, now) && !(state.Quotas.TryGetValue(flow.Tenant, out var quota) && quota.At(now).IsUsedUp);

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
