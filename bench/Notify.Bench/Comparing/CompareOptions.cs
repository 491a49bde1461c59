namespace Notify.Bench.Comparing;

/// <summary>What a run of <c>compare</c> is made of.</summary>
/// <param name="Deliveries">Of Notify, the ceiling and the peers' empty jobs.</param>
/// <param name="WorkDeliveries">Of the peers' jobs that do the same work.</param>
/// <param name="Rounds">How often each contender runs.</param>
/// <param name="Producers">Who queue side by side, the same number for everybody.</param>
/// <param name="Batch">How many each of them stores at once.</param>
internal sealed record CompareOptions(int Deliveries, int WorkDeliveries, int Rounds, int Producers, int Batch);
