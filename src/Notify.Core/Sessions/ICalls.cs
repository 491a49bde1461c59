namespace Notify.Sessions;

/// <summary>What an app calls around telephone calls. Thread-safe; a singleton.</summary>
public interface ICalls
{
    /// <summary>
    /// A call has ended: queues its summary, over WhatsApp and SMS at the same time unless told otherwise, and opens a follow-up: the person's session, which goes
    /// on over whatever channel they answer, gets the call's values and the summary's id.
    /// </summary>
    /// <remarks>
    /// Safe to repeat with the same call id, after a crash at any point too: the summary is queued once and the session gets the call once, whatever happened in it since.
    /// </remarks>
    /// <param name="call">The call.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The session, and what became of the summary.</returns>
    /// <exception cref="InvalidNotificationException">Something in it is wrong; the exception names each field and the remedy.</exception>
    Task<CallFollowUp> EndAsync(EndedCall call, CancellationToken cancellationToken = default);
}
