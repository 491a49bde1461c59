namespace Notify.Bench.Running;

/// <summary>How a host of a run is set up. Travels to child processes.</summary>
/// <param name="Batch">Deliveries claimed at once.</param>
/// <param name="Concurrency">Sends at once per batch.</param>
/// <param name="Parallelism">Batches side by side.</param>
/// <param name="StreamBatch">Notifications stored in one transaction.</param>
/// <param name="StreamParallelism">Batches of a stream stored side by side.</param>
/// <param name="Emulator">Where messages go over HTTP; null for a sender that answers at once.</param>
internal sealed record BenchSettings(int Batch, int Concurrency, int Parallelism, int StreamBatch = 1000, int StreamParallelism = 1, Uri? Emulator = null)
{
    /// <summary>So many pay for compiling, for each process, and as many for the plans and pages of the measured database; they are not counted.</summary>
    public const int WarmUp = 200_000;

    private const int WarmUpBatch = 100;

    /// <summary>In small batches, so that what runs once a batch is compiled to the end too.</summary>
    public BenchSettings ForWarmUp() => this with
    {
        Batch = Math.Min(Batch, WarmUpBatch),
        Concurrency = Math.Min(Concurrency, WarmUpBatch),
        StreamBatch = Math.Min(StreamBatch, WarmUpBatch),
    };
}
