using Notify.Deliveries;

namespace Notify.Testing.InMemory;

/// <summary>Takes what is due.</summary>
internal static class Claiming
{
    public static ClaimedBatch Run(InMemoryState state, ClaimRequest request, DateTimeOffset now)
    {
        var rows = state.Deliveries.Values
            .Where(r => r.State == DeliveryState.Queued && r.DueAt <= now && !state.IsStopped(r.Given.Flow, now))
            .GroupBy(r => r.Given.Flow.Priority)
            .OrderBy(lane => lane.Key)
            .SelectMany(TenantsInTurn)
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

        return new ClaimedBatch(lease, now, [.. rows.Select(r => r.ToClaimed())]);
    }

    // Everyone's first, then everyone's second, and so on; within a round by due time.
    private static IEnumerable<DeliveryRow> TenantsInTurn(IEnumerable<DeliveryRow> lane) => lane
        .GroupBy(r => r.Given.Flow.Tenant, StringComparer.Ordinal)
        .SelectMany(tenant => tenant.OrderBy(r => r.DueAt).ThenBy(r => r.Given.Id).Select((row, turn) => (row, turn)))
        .OrderBy(x => x.turn).ThenBy(x => x.row.DueAt)
        .Select(x => x.row);
}
