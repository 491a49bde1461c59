namespace Notify;

/// <summary>A single notification was refused because something in it is wrong. Nothing was stored.</summary>
/// <remarks>Only the call that queues one notification throws it; the calls that queue many answer each with its own errors.</remarks>
public sealed class InvalidNotificationException : ArgumentException
{
    /// <summary>Makes the exception.</summary>
    public InvalidNotificationException(IReadOnlyList<NotificationError> errors)
        : base("The notification was not queued. " + string.Join("; ", errors)) => Errors = errors;

    /// <summary>What is wrong, field by field.</summary>
    public IReadOnlyList<NotificationError> Errors { get; }
}
