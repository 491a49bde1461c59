namespace Notify.Bench;

/// <summary>What a run is made of.</summary>
internal sealed record BenchSettings(string Storage, string Sender, int Deliveries, int Batch, int Concurrency, int Parallelism, int Rate, int Seconds);
