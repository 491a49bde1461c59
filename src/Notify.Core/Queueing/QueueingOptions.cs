namespace Notify.Queueing;

/// <summary>How notifications are taken in. Section <c>Queueing</c>.</summary>
public sealed class QueueingOptions
{
    /// <summary>How many of a stream are stored in one transaction. Default 1,000; 1 to 5,000.</summary>
    public int StreamBatchSize { get; set; } = 1000;

    /// <summary>
    /// The region (ISO 3166, such as <c>RW</c>) a number without country code belongs to. Default none: a number must begin with '+' or 00 and its country code.
    /// </summary>
    public string? DefaultRegion { get; set; }
}
