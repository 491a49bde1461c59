namespace Notify.AI.HandingOver;

/// <summary>What an app calls to give a talk back to the model. Thread-safe; a singleton.</summary>
public interface IHandOvers
{
    /// <summary>Lets the model answer again in a session that was handed over; the session is active then.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="sessionId">The session.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>Whether it was handed over; false too where the tenant has no such session, or it is closed.</returns>
    Task<bool> ReleaseAsync(string tenant, Guid sessionId, CancellationToken cancellationToken = default);
}
