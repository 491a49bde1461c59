namespace Notify.Sessions;

/// <summary>Every message to a person and from them, over all channels. Thread-safe; a singleton. Every call sees one tenant only.</summary>
/// <remarks>Reads what is kept (<see cref="Maintenance.RetentionOptions.History"/>): it stores nothing of its own.</remarks>
public interface IMessageLog
{
    /// <summary>A page of the messages to and from a person, newest first.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="contactId">The person.</param>
    /// <param name="limit">The most to give, 1 to 1,000.</param>
    /// <param name="after">The page before's <see cref="LoggedMessagePage.Next"/>; null for the first page.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    /// <exception cref="ArgumentException"><paramref name="after"/> is not from a page of this log.</exception>
    Task<LoggedMessagePage> OfContactAsync(string tenant, Guid contactId, int limit = 100, string? after = null, CancellationToken cancellationToken = default);

    /// <summary>A page of the messages to and from a session's person while it went on, newest first.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="sessionId">The session.</param>
    /// <param name="limit">The most to give, 1 to 1,000.</param>
    /// <param name="after">The page before's <see cref="LoggedMessagePage.Next"/>; null for the first page.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    /// <returns>The page; null where the tenant has no such session.</returns>
    /// <exception cref="ArgumentException"><paramref name="after"/> is not from a page of this log.</exception>
    Task<LoggedMessagePage?> OfSessionAsync(string tenant, Guid sessionId, int limit = 100, string? after = null, CancellationToken cancellationToken = default);
}
