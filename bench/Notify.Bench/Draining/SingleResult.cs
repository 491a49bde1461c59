namespace Notify.Bench.Draining;

/// <summary>Milliseconds a call takes.</summary>
internal sealed record SingleResult(double P50, double P99);
