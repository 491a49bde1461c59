namespace Notify.Bench.Comparing;

/// <summary>What a contender printed.</summary>
/// <param name="EnqueuePerSecond">Null where its enqueue is not its own.</param>
/// <param name="DrainPerSecond">Until all was durably done.</param>
internal sealed record Rates(double? EnqueuePerSecond, double DrainPerSecond);
