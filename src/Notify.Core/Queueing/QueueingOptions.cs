namespace Notify.Queueing;

/// <summary>How notifications are taken in. Section <c>Queueing</c>.</summary>
public sealed class QueueingOptions
{
    /// <summary>How many of a stream are stored in one transaction. Default 1,000; 1 to 5,000.</summary>
    public int StreamBatchSize { get; set; } = 1000;

    /// <summary>
    /// How many batches of a stream are stored side by side, each in a transaction of its own. Default 1; 1 to 8. Above 1 a stream queues faster on PostgreSQL, and where a
    /// batch fails, or you stop enumerating, those behind it may be stored though they were not answered: give idempotency keys, and queue them again.
    /// </summary>
    public int StreamParallelism { get; set; } = 1;

    /// <summary>
    /// The region (ISO 3166, such as <c>RW</c>) a number without country code belongs to. Default none: a number must begin with '+' or 00 and its country code.
    /// </summary>
    public string? DefaultRegion { get; set; }
}
