using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Notify.Contacts;
using Notify.Deliveries;
using Notify.Hosting;
using Notify.Queueing;

namespace Notify.Sessions;

/// <summary>The app's calls over the session store.</summary>
internal sealed class SessionService(
    Readiness readiness,
    ContactAdding contacts,
    ISessionStore store,
    IDeliveryLog deliveries,
    TimeProvider time,
    IOptions<SessionOptions> options,
    IOptions<QueueingOptions> queueing,
    ILogger<SessionService> logger) : ISessions
{
    private readonly Market? _home = Markets.Find(queueing.Value.DefaultRegion);

    public async Task<Session> GetOrCreateAsync(string tenant, string recipient, Channel channel, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(tenant);
        if (channel.Name.Length == 0)
        {
            throw Bad("Channel", "Name the channel.");
        }

        var address = Parse(recipient);
        await readiness.EnsureAsync(cancellationToken).ConfigureAwait(false);
        var found = await contacts.FindOrAddAsync([new ContactKey(tenant, address)], null, cancellationToken).ConfigureAwait(false);
        return await OpenAsync(found.Contacts[0]!, channel, null, cancellationToken).ConfigureAwait(false) ?? throw Erased();
    }

    /// <exception cref="InvalidNotificationException">It is no address.</exception>
    public Address Parse(string recipient) =>
        Recipients.Parse(recipient, _home, out var address) is { } error ? throw new InvalidNotificationException([error]) : address;

    /// <summary>What is thrown at who asks for a session of somebody erased.</summary>
    public static InvalidNotificationException Erased() => Bad(nameof(Notification.Recipient), "This person was erased: no session of theirs is kept until they are back.");

    /// <summary>The person's open session; null where they were erased.</summary>
    /// <param name="contact">The person.</param>
    /// <param name="channel">The channel on which something happens.</param>
    /// <param name="since">When it happened.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public async Task<Session?> OpenAsync(Contact contact, Channel channel, DateTimeOffset? since, CancellationToken cancellationToken)
    {
        var opening = new SessionOpening(Guid.CreateVersion7(time.GetUtcNow()), contact.Tenant, contact.Id, channel, options.Value.Lifetime) { Since = since };
        var session = await store.OpenAsync(opening, cancellationToken).ConfigureAwait(false);
        if (session is not null)
        {
            logger.SessionOpened(session.Id, session.Tenant, channel.Name, session.Id == opening.NewId);
        }

        return session;
    }

    public async Task<Session?> FindAsync(string tenant, Guid sessionId, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(tenant);
        await readiness.EnsureAsync(cancellationToken).ConfigureAwait(false);
        var found = await store.GetAsync([sessionId], cancellationToken).ConfigureAwait(false);
        return found.GetValueOrDefault(sessionId) is { } session && session.Tenant == tenant ? session : null;
    }

    public async Task<SessionSummary?> FindSummaryAsync(string tenant, Guid sessionId, CancellationToken cancellationToken = default) =>
        await FindAsync(tenant, sessionId, cancellationToken).ConfigureAwait(false) is { SummaryId: { } summary }
            ? await ReadSummaryAsync(tenant, summary, cancellationToken).ConfigureAwait(false)
            : null;

    /// <summary>A summary and its deliveries.</summary>
    public async Task<SessionSummary> ReadSummaryAsync(string tenant, Guid notificationId, CancellationToken cancellationToken)
    {
        var selection = new DeliverySelection(tenant) { NotificationId = notificationId };
        var page = await deliveries.PageAsync(selection, Ids.MaxDeliveries, null, cancellationToken).ConfigureAwait(false);
        return new SessionSummary(notificationId, [.. page.Deliveries.OrderBy(d => d.Id)]);
    }

    public Task<Session?> MergeAsync(string tenant, Guid sessionId, JsonObject values, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(values);
        SessionValues.Check(values);
        return ChangeAsync(tenant, new SessionChange(sessionId) { Values = values }, cancellationToken);
    }

    public Task<Session?> SetStatusAsync(string tenant, Guid sessionId, SessionStatus status, CancellationToken cancellationToken = default) =>
        Enum.IsDefined(status)
            ? ChangeAsync(tenant, new SessionChange(sessionId) { Status = status }, cancellationToken)
            : throw Bad("Status", "It is Active, FollowUp or Closed.");

    public async Task<SessionPage> PageAsync(SessionSelection selection, int limit = 100, Guid? after = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(selection);
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, 1000);
        await readiness.EnsureAsync(cancellationToken).ConfigureAwait(false);
        return await store.PageAsync(selection, limit, after, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Changes a session that Notify itself read, with values it made.</summary>
    public Task<SessionChangeResult> ChangeAsync(SessionChange change, CancellationToken cancellationToken) => store.ChangeAsync(change, cancellationToken);

    private async Task<Session?> ChangeAsync(string tenant, SessionChange change, CancellationToken cancellationToken)
    {
        if (await FindAsync(tenant, change.Id, cancellationToken).ConfigureAwait(false) is null)
        {
            return null;
        }

        var result = await store.ChangeAsync(change, cancellationToken).ConfigureAwait(false);
        return result.Status == SessionChangeStatus.TooLong ? throw SessionValues.TooLong() : result.Session;
    }

    private static InvalidNotificationException Bad(string field, string message) =>
        new([new NotificationError(field, NotificationErrorCodes.Malformed, message)]);
}
