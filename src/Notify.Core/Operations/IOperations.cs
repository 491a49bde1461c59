using Notify.Deliveries;
using Notify.Gates;

namespace Notify.Operations;

/// <summary>What an operator does: stop and resume, and mend deliveries. Thread-safe; a singleton. Everything is audited.</summary>
public interface IOperations
{
    /// <summary>Emergency stop of a scope: all workers obey at their next claim or mark, within 5 s. Nothing is lost or marked failed.</summary>
    Task StopAsync(GateScope scope, CommandInfo info, CancellationToken cancellationToken = default);

    /// <summary>Lets a stopped scope go on.</summary>
    /// <returns>Whether it was stopped.</returns>
    Task<bool> ResumeAsync(GateScope scope, CommandInfo info, CancellationToken cancellationToken = default);

    /// <summary>Cancels what is queued or claimed.</summary>
    /// <returns>How many.</returns>
    Task<int> CancelAsync(DeliverySelection selection, CommandInfo info, CancellationToken cancellationToken = default);

    /// <summary>Gives what is queued another due time.</summary>
    /// <returns>How many.</returns>
    Task<int> RescheduleAsync(DeliverySelection selection, DateTimeOffset dueAt, CommandInfo info, CancellationToken cancellationToken = default);

    /// <summary>Queues failed, expired, cancelled or unconfirmed deliveries again.</summary>
    /// <returns>How many.</returns>
    Task<int> RetryAsync(DeliverySelection selection, CommandInfo info, CancellationToken cancellationToken = default);
}
