using Notify.Deliveries;
using Notify.Maintenance;

namespace Notify.Testing.InMemory;

/// <summary>Takes away what is old.</summary>
internal sealed class InMemoryRetention(InMemoryState state) : IRetention
{
    public Task<RetentionReport> RemoveAsync(TimeSpan age, int limit, CancellationToken cancellationToken) =>
        state.TransactAsync(now => Remove(now, now - age, limit), cancellationToken);

    private RetentionReport Remove(DateTimeOffset now, DateTimeOffset before, int limit)
    {
        var old = state.Deliveries.Values.Where(r => r.QueuedAt < before && r.UpdatedAt < now - RetentionOptions.ShortestHistory && !IsLive(r)).Take(limit).Select(r => r.Given.Id).ToHashSet();
        foreach (var id in old)
        {
            state.Deliveries.Remove(id);
        }

        state.Forget(e => e.DeliveryId is { } id ? old.Contains(id) : e.At < before);
        state.Inbox.Remove(before);
        return new RetentionReport(old.Count, old.Count == limit);
    }

    private static bool IsLive(DeliveryRow row) =>
        row.State is DeliveryState.Queued or DeliveryState.Claimed or DeliveryState.Sending or DeliveryState.Unconfirmed or DeliveryState.Held;
}
