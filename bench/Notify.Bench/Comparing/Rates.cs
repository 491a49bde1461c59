namespace Notify.Bench.Comparing;

/// <summary>What a contender printed.</summary>
/// <param name="EnqueuePerSecond">Null where its enqueue is not its own.</param>
/// <param name="EnqueueByOnePerSecond">By one producer alone; null where its enqueue is not its own, or there is but one.</param>
/// <param name="DrainPerSecond">Until all was durably done.</param>
internal sealed record Rates(double? EnqueuePerSecond, double? EnqueueByOnePerSecond, double DrainPerSecond);
