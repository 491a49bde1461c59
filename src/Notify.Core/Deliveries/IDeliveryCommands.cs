namespace Notify.Deliveries;

/// <summary>What an operator or the app does to deliveries. Thread-safe; each call is one transaction and writes audit.</summary>
public interface IDeliveryCommands
{
    /// <summary>Cancels what is queued or claimed. What is being sent or in doubt is left: it may have reached the person.</summary>
    /// <returns>How many.</returns>
    Task<int> CancelAsync(DeliverySelection selection, CommandInfo info, CancellationToken cancellationToken);

    /// <summary>Gives what is queued another due time (schedule, snooze).</summary>
    /// <returns>How many.</returns>
    Task<int> RescheduleAsync(DeliverySelection selection, DateTimeOffset dueAt, CommandInfo info, CancellationToken cancellationToken);

    /// <summary>
    /// Queues failed, expired, cancelled or unconfirmed deliveries again with all attempts before them; an expiry that has passed is taken away.
    /// Those of people who opted out stay as they are.
    /// </summary>
    /// <returns>How many.</returns>
    Task<int> RequeueAsync(DeliverySelection selection, CommandInfo info, CancellationToken cancellationToken);
}
