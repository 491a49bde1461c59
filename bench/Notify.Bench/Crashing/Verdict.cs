using Notify.Deliveries;

namespace Notify.Bench.Crashing;

/// <summary>What was lost and doubled.</summary>
/// <param name="Lost">Recipients whose message was stored and who did not get it, or of whose message the store cannot tell how it ended.</param>
/// <param name="Doubled">Recipients who got it more than once.</param>
/// <param name="Duplicates">Messages beyond the one that each was to get.</param>
/// <param name="Unconfirmed">Messages nobody can know of: ambiguous sends without receipts. Neither lost nor doubled.</param>
internal sealed record Verdict(IReadOnlyList<string> Lost, IReadOnlyList<string> Doubled, int Duplicates, int Unconfirmed)
{
    public static Verdict Of(
        IReadOnlyDictionary<string, bool> stored, ILookup<string, DeliveryRecord> deliveries, IReadOnlyDictionary<string, int> arrivals)
    {
        var lost = stored.Where(s => !deliveries[s.Key].Any(d => IsSound(d.State, s.Value, arrivals.ContainsKey(s.Key)))).Select(s => s.Key).ToList();
        var doubled = arrivals.Where(a => a.Value > 1).Select(a => a.Key).ToList();
        return new Verdict(
            lost,
            doubled,
            doubled.Sum(to => arrivals[to] - 1),
            stored.Count(s => deliveries[s.Key].Any(d => d.State == DeliveryState.Unconfirmed)));
    }

    private static bool IsSound(DeliveryState state, bool isSilent, bool hasArrived) => state switch
    {
        DeliveryState.Sent or DeliveryState.Delivered or DeliveryState.Read => hasArrived,
        DeliveryState.Unconfirmed => isSilent,
        _ => false,
    };
}
