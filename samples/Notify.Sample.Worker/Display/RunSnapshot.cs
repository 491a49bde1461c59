using Notify.Deliveries;

namespace Notify.Sample.Worker.Display;

/// <summary>A run at a moment.</summary>
/// <param name="Elapsed">Since it began.</param>
/// <param name="Domains">How many deliveries of each domain are in each state.</param>
/// <param name="PerSecond">Deliveries that reached an end or a phone since the last snapshot, a second.</param>
internal sealed record RunSnapshot(
    TimeSpan Elapsed, IReadOnlyDictionary<string, IReadOnlyDictionary<DeliveryState, long>> Domains, double PerSecond)
{
    public long Count(DeliveryState state) => Domains.Values.Sum(d => d.GetValueOrDefault(state));
}
