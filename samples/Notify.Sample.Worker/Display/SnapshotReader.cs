using Notify.Deliveries;
using Notify.Storage;

namespace Notify.Sample.Worker.Display;

/// <summary>Reads snapshots of a run from the store.</summary>
internal sealed class SnapshotReader(IDeliveryLog log, TimeProvider clock)
{
    private readonly long _started = clock.GetTimestamp();
    private long _lastAt = clock.GetTimestamp();
    private long _lastDone;
    private IReadOnlyList<DeliveryCount> _counts = [];

    public async Task<RunSnapshot> ReadAsync(CancellationToken cancellationToken)
    {
        var counts = _counts = await CountAsync(cancellationToken);
        var domains = counts
            .GroupBy(c => c.Flow.Domain, StringComparer.Ordinal)
            .OrderBy(g => g.Key, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, States, StringComparer.Ordinal);
        var done = counts.Where(c => c.State is not (DeliveryState.Queued or DeliveryState.Claimed or DeliveryState.Sending)).Sum(c => c.Count);
        var seconds = clock.GetElapsedTime(_lastAt).TotalSeconds;
        var rate = seconds > 0 ? Math.Max(0, done - _lastDone) / seconds : 0;
        (_lastAt, _lastDone) = (clock.GetTimestamp(), done);
        return new RunSnapshot(clock.GetElapsedTime(_started), domains, rate);
    }

    // While the store is away what was last read stands.
    private async Task<IReadOnlyList<DeliveryCount>> CountAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await log.CountAsync(null, null, cancellationToken);
        }
        catch (StorageException)
        {
            return _counts;
        }
    }

    private static IReadOnlyDictionary<DeliveryState, long> States(IEnumerable<DeliveryCount> counts) =>
        counts.GroupBy(c => c.State).ToDictionary(g => g.Key, g => g.Sum(c => c.Count));
}
