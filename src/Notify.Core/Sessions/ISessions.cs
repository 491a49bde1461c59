using System.Text.Json.Nodes;

namespace Notify.Sessions;

/// <summary>What an app calls to hold a talk together over calls and channels. Thread-safe; a singleton. Every call sees one tenant's sessions only.</summary>
/// <remarks>Recipients are written as in <see cref="Notification.Recipient"/>; bad input throws <see cref="InvalidNotificationException"/>, naming what is wrong.</remarks>
public interface ISessions
{
    /// <summary>The person's open session, its life prolonged; a new one where none is open.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="recipient">The person; they become a contact where they are none.</param>
    /// <param name="channel">The channel on which something happens, <see cref="Channel.Voice"/> for a call.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    Task<Session> GetOrCreateAsync(string tenant, string recipient, Channel channel, CancellationToken cancellationToken = default);

    /// <summary>A session by its id; null where the tenant has none of it.</summary>
    Task<Session?> FindAsync(string tenant, Guid sessionId, CancellationToken cancellationToken = default);

    /// <summary>Merges values into a session's context: each takes the place of what is under its key, null takes a key away. Writers of different keys never undo each other.</summary>
    /// <returns>The session with them; null where the tenant has no such session.</returns>
    Task<Session?> MergeAsync(string tenant, Guid sessionId, JsonObject values, CancellationToken cancellationToken = default);

    /// <summary>Sets where a session stands. A closed one stays closed.</summary>
    /// <returns>The session with it, or still closed; null where the tenant has no such session.</returns>
    Task<Session?> SetStatusAsync(string tenant, Guid sessionId, SessionStatus status, CancellationToken cancellationToken = default);

    /// <summary>A session's summary, and where it stands on each channel.</summary>
    /// <returns>The summary; null where the tenant has no such session, or it has none.</returns>
    Task<SessionSummary?> FindSummaryAsync(string tenant, Guid sessionId, CancellationToken cancellationToken = default);

    /// <summary>A page of the sessions that match, newest first.</summary>
    /// <param name="selection">Which.</param>
    /// <param name="limit">The most to give, 1 to 1,000.</param>
    /// <param name="after">The page before's <see cref="SessionPage.Next"/>; null for the first page.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    Task<SessionPage> PageAsync(SessionSelection selection, int limit = 100, Guid? after = null, CancellationToken cancellationToken = default);
}
