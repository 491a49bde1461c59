namespace Notify.Deliveries;

/// <summary>
/// What an operator or the app does to deliveries. Thread-safe; writes audit. Up to 2,000 deliveries are changed in one transaction; a store may take more
/// piece by piece, so that workers need not wait for the last. A call that fails in between has changed some: the same call again changes the rest.
/// </summary>
public interface IDeliveryCommands
{
    /// <summary>Cancels what is queued, claimed or held. What is being sent or in doubt is left: it may have reached the person.</summary>
    /// <returns>How many.</returns>
    Task<int> CancelAsync(DeliverySelection selection, CommandInfo info, CancellationToken cancellationToken);

    /// <summary>Gives what is queued another due time (schedule, snooze).</summary>
    /// <returns>How many.</returns>
    Task<int> RescheduleAsync(DeliverySelection selection, DateTimeOffset dueAt, CommandInfo info, CancellationToken cancellationToken);

    /// <summary>
    /// Queues failed, expired, cancelled or unconfirmed deliveries again with all attempts before them; an expiry that has passed is taken away.
    /// Those of people who opted out stay as they are. So do, unless <see cref="DeliverySelection.DeliveryId"/> names one, those whose fallback took their place
    /// (the person would get both), and fallbacks that never took a place.
    /// </summary>
    /// <returns>How many.</returns>
    Task<int> RequeueAsync(DeliverySelection selection, CommandInfo info, CancellationToken cancellationToken);
}
