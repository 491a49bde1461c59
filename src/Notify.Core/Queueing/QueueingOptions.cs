namespace Notify.Queueing;

/// <summary>How notifications are taken in. Section <c>Queueing</c>.</summary>
public sealed class QueueingOptions
{
    /// <summary>How many of a stream are stored in one transaction. Default 1,000; 1 to 5,000.</summary>
    public int StreamBatchSize { get; set; } = 1000;
}
