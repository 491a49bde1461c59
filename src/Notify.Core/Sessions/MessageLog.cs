using Notify.Deliveries;
using Notify.Hosting;
using Notify.Inbox;

namespace Notify.Sessions;

/// <summary>Lays what goes out and what came in into one line, newest first.</summary>
internal sealed class MessageLog(Readiness readiness, IDeliveryLog deliveries, IInboundLog inbound, ISessionStore sessions) : IMessageLog
{
    private const int SessionPage = 100;

    public async Task<LoggedMessagePage> OfContactAsync(
        string tenant, Guid contactId, int limit = 100, string? after = null, CancellationToken cancellationToken = default)
    {
        var cursor = await BeginAsync(tenant, limit, after, cancellationToken).ConfigureAwait(false);
        var page = await ReadAsync(
            new DeliverySelection(tenant) { ContactId = contactId }, new InboundSelection(tenant) { ContactId = contactId }, limit, cursor, cancellationToken)
            .ConfigureAwait(false);
        if (page.Messages.Count == 0)
        {
            return page;
        }

        var spans = await SpansAsync(tenant, contactId, page.Messages.Min(m => m.At), cancellationToken).ConfigureAwait(false);
        return page with { Messages = [.. page.Messages.Select(m => m with { SessionId = spans.Find(s => HasAt(s, m.At))?.Id })] };
    }

    public async Task<LoggedMessagePage?> OfSessionAsync(
        string tenant, Guid sessionId, int limit = 100, string? after = null, CancellationToken cancellationToken = default)
    {
        var cursor = await BeginAsync(tenant, limit, after, cancellationToken).ConfigureAwait(false);
        var found = await sessions.GetAsync([sessionId], cancellationToken).ConfigureAwait(false);
        if (found.GetValueOrDefault(sessionId) is not { } session || session.Tenant != tenant)
        {
            return null;
        }

        var (from, before) = (session.StartedAt, EndOf(session));
        var page = await ReadAsync(
            new DeliverySelection(tenant) { ContactId = session.ContactId, QueuedFrom = from, QueuedBefore = before },
            new InboundSelection(tenant) { ContactId = session.ContactId, ReceivedFrom = from, ReceivedBefore = before },
            limit,
            cursor,
            cancellationToken).ConfigureAwait(false);
        return page with { Messages = [.. page.Messages.Select(m => m with { SessionId = sessionId })] };
    }

    // One that has expired and is not closed yet ended then too.
    private static DateTimeOffset EndOf(Session session) => session.EndedAt ?? session.ExpiresAt;

    private static bool HasAt(Session session, DateTimeOffset at) => session.StartedAt <= at && at < EndOf(session);

    private async Task<MessageCursor> BeginAsync(string tenant, int limit, string? after, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(tenant);
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, 1000);
        var cursor = MessageCursor.Parse(after);
        await readiness.EnsureAsync(cancellationToken).ConfigureAwait(false);
        return cursor;
    }

    private async Task<LoggedMessagePage> ReadAsync(
        DeliverySelection outgoing, InboundSelection incoming, int limit, MessageCursor cursor, CancellationToken cancellationToken)
    {
        var (sent, hasMoreSent) = await ReadDeliveriesAsync(outgoing, limit, cursor.Delivery, cancellationToken).ConfigureAwait(false);
        var received = await inbound.PageAsync(incoming, limit, cursor.Inbound, cancellationToken).ConfigureAwait(false);

        // Each of the two has as many as the page holds, or is at its end; so neither runs out too early.
        var messages = new List<LoggedMessage>(limit);
        var (next, i, j) = (cursor, 0, 0);
        while (messages.Count < limit && (i < sent.Count || j < received.Messages.Count))
        {
            if (j == received.Messages.Count || (i < sent.Count && sent[i].QueuedAt >= received.Messages[j].ReceivedAt))
            {
                next = next with { Delivery = sent[i].Id };
                messages.Add(Of(sent[i++]));
            }
            else
            {
                next = next with { Inbound = received.Messages[j].Number };
                messages.Add(Of(received.Messages[j++]));
            }
        }

        var hasMore = i < sent.Count || hasMoreSent || j < received.Messages.Count || received.Next is not null;
        return new LoggedMessagePage(messages, hasMore ? next.ToString() : null);
    }

    // A store may end a page early, rather than look at all.
    private async Task<(List<DeliveryRecord> Deliveries, bool HasMore)> ReadDeliveriesAsync(
        DeliverySelection selection, int limit, Guid? after, CancellationToken cancellationToken)
    {
        var found = new List<DeliveryRecord>();
        do
        {
            var page = await deliveries.PageAsync(selection, limit - found.Count, after, cancellationToken).ConfigureAwait(false);
            found.AddRange(page.Deliveries);
            after = page.Next;
        }
        while (after is not null && found.Count < limit);
        return (found, after is not null);
    }

    /// <summary>A person's sessions back to a time, the newest first.</summary>
    private async Task<List<Session>> SpansAsync(string tenant, Guid contactId, DateTimeOffset since, CancellationToken cancellationToken)
    {
        var found = new List<Session>();
        Guid? after = null;
        do
        {
            var page = await sessions.PageAsync(new SessionSelection(tenant) { ContactId = contactId }, SessionPage, after, cancellationToken).ConfigureAwait(false);
            found.AddRange(page.Sessions);
            after = page.Next;
        }
        while (after is not null && found[^1].StartedAt > since);
        return found;
    }

    private static LoggedMessage Of(DeliveryRecord delivery) => new()
    {
        Direction = MessageDirection.Out,
        At = delivery.QueuedAt,
        ContactId = delivery.ContactId,
        Channel = delivery.Flow.Channel,
        Account = delivery.Flow.Account,
        Kind = delivery.Flow.Template.Length == 0 ? "content" : "template",
        Status = delivery.State.ToString(),
        Reason = delivery.Reason,
        ProviderMessageId = delivery.ProviderMessageId,
        NotificationId = delivery.NotificationId,
        DeliveryId = delivery.Id,
        Template = delivery.Flow.Template.Length == 0 ? null : delivery.Flow.Template,
    };

    private static LoggedMessage Of(InboundRecord message) => new()
    {
        Direction = MessageDirection.In,
        At = message.ReceivedAt,
        ContactId = message.ContactId,
        Channel = message.Channel,
        Account = message.Account,
        Kind = message.Kind,
        Status = message.State.ToString(),
        Reason = message.Reason,
        ProviderMessageId = message.ProviderMessageId,
        InboundId = message.Id,
        Text = message.Read()?.Content.Text is { Length: > 0 } text ? text : null,
    };
}
