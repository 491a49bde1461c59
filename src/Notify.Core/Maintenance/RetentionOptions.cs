namespace Notify.Maintenance;

/// <summary>How long what happened is kept. Section <c>Retention</c>.</summary>
public sealed class RetentionOptions
{
    /// <summary>
    /// The least history there may be, and how long a delivery is kept after it last moved: Meta tries to deliver a message for up to 30 days and repeats a
    /// webhook for up to 7, and a receipt must still find its delivery. 40 days.
    /// </summary>
    public static readonly TimeSpan ShortestHistory = TimeSpan.FromDays(40);

    /// <summary>
    /// How long finished deliveries, their audit trail and receipts are kept, from the time at which they were queued. Default 90 days; 40 (see
    /// <see cref="ShortestHistory"/>) to 3,650.
    /// </summary>
    public TimeSpan History { get; set; } = TimeSpan.FromDays(90);
}
