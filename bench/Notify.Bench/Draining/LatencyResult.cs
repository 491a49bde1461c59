namespace Notify.Bench.Draining;

/// <summary>Latency in milliseconds: from the queue call to the sender, and of the call itself.</summary>
internal sealed record LatencyResult(double P50, double P99, double CallP99, int Rate);
