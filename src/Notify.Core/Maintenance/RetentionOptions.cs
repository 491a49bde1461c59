namespace Notify.Maintenance;

/// <summary>How long what happened is kept. Section <c>Retention</c>.</summary>
public sealed class RetentionOptions
{
    /// <summary>
    /// How long finished deliveries, their audit trail and receipts are kept. Default 90 days; 40 to 3,650. Not less than 40, because Meta tries to deliver
    /// a message for up to 30 days and repeats a webhook for up to 7: a receipt must still find its delivery.
    /// </summary>
    public TimeSpan History { get; set; } = TimeSpan.FromDays(90);
}
