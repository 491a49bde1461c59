using System.Diagnostics.Metrics;
using Notify.Deliveries;

namespace Notify.Diagnostics;

/// <summary>What waits and what died, as maintenance last counted it.</summary>
internal sealed record QueueGauges(IReadOnlyList<DeliveryCount> Queued, IReadOnlyList<DeliveryCount> Failed)
{
    public static QueueGauges Empty { get; } = new([], []);

    public IEnumerable<Measurement<long>> QueueDepth() => Queued
        .GroupBy(c => (c.Flow.Domain, c.Flow.Channel))
        .Select(g => new Measurement<long>(
            g.Sum(c => c.Count),
            new KeyValuePair<string, object?>("domain", g.Key.Domain),
            new KeyValuePair<string, object?>("channel", g.Key.Channel.Name)));

    public IEnumerable<Measurement<long>> QueueDepthByTenant() => ByTenant(Queued);

    public IEnumerable<Measurement<long>> DeadLetters() => ByTenant(Failed);

    private static IEnumerable<Measurement<long>> ByTenant(IReadOnlyList<DeliveryCount> counts) => counts
        .GroupBy(c => c.Flow.Tenant)
        .Select(g => new Measurement<long>(g.Sum(c => c.Count), new KeyValuePair<string, object?>("org_id", g.Key)));
}
