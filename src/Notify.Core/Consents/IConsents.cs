namespace Notify.Consents;

/// <summary>What an app calls to record what people said on topics. Thread-safe; a singleton.</summary>
/// <remarks>
/// Recipients are written as in <see cref="Notification.Recipient"/>; a bad one, and any other field that cannot be taken, throws
/// <see cref="InvalidNotificationException"/>. Of several records of a topic the one with the latest time holds, whatever order they come in.
/// </remarks>
public interface IConsents
{
    /// <summary>The person agreed to messages on a topic.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="recipient">The person.</param>
    /// <param name="topic">The topic: 1 to 100 of a-z, 0-9, '.', '-' and '_'.</param>
    /// <param name="source">Where they did, for instance <c>web form</c>; 1 to 200 characters, no personal data.</param>
    /// <param name="proof">What proves it, up to 2,000 characters; null for nothing.</param>
    /// <param name="at">When they did; null for now.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    Task<ConsentResult> GrantAsync(
        string tenant, string recipient, string topic, string source, string? proof = null, DateTimeOffset? at = null, CancellationToken cancellationToken = default);

    /// <summary>The person took that back, or refused it. What is queued is blocked when it would leave.</summary>
    /// <inheritdoc cref="GrantAsync"/>
    Task<ConsentResult> RevokeAsync(
        string tenant, string recipient, string topic, string source, string? proof = null, DateTimeOffset? at = null, CancellationToken cancellationToken = default);

    /// <summary>All that a person said, by topic; empty where nothing is known.</summary>
    Task<IReadOnlyList<Consent>> FindAsync(string tenant, string recipient, CancellationToken cancellationToken = default);

    /// <summary>
    /// Records many, from lines of JSON as <see cref="ExportAsync"/> writes them, in constant memory. A line that cannot be taken is told by its number and field, and
    /// holds up none of the others. Safe to repeat.
    /// </summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="lines">UTF-8; each line is an object with recipient, topic, granted, source, at, and perhaps proof.</param>
    /// <param name="cancellationToken">Cancels it; what was read by then is recorded or not in groups.</param>
    Task<ConsentImport> ImportAsync(string tenant, Stream lines, CancellationToken cancellationToken = default);

    /// <summary>Writes all consents of a tenant as lines of JSON, in constant memory. Personal data.</summary>
    /// <returns>How many lines.</returns>
    Task<long> ExportAsync(string tenant, Stream lines, CancellationToken cancellationToken = default);
}
