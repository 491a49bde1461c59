using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Notify.Contacts;
using Notify.Hosting;
using Notify.Messages;

namespace Notify.Sessions;

/// <summary>
/// Ends calls: queues the summary under the call's key, then gives the session all of the call in one change. A crash in between leaves the summary, and the repetition
/// finds it by its key and does the rest; the call's own key in the session's context, or the summary's id, tells it that nothing is left to do.
/// </summary>
internal sealed class Calls(
    INotifier notifier,
    Readiness readiness,
    ContactAdding contacts,
    ISessionStore store,
    SessionService sessions,
    IOptions<SessionOptions> options,
    ILogger<Calls> logger) : ICalls
{
    /// <summary>What the keys begin with, under which calls queue their summaries and stand in contexts.</summary>
    public const string KeyPrefix = "call:";

    private const int MaxId = 90;
    private const int RecentSessions = 20;
    private const int Tries = 5;

    private static readonly ChannelPlan Both = ChannelPlan.WhatsApp.And(Channel.Sms);

    public async Task<CallFollowUp> EndAsync(EndedCall call, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(call);
        Check(call);
        await readiness.EnsureAsync(cancellationToken).ConfigureAwait(false);
        var queued = await notifier.QueueAsync(SummaryOf(call), cancellationToken).ConfigureAwait(false);
        var key = new ContactKey(call.Tenant, sessions.Parse(call.Recipient));
        var contact = (await contacts.FindOrAddAsync([key], null, cancellationToken).ConfigureAwait(false)).Contacts[0]!;
        var summary = await sessions.ReadSummaryAsync(call.Tenant, queued.NotificationId, cancellationToken).ConfigureAwait(false);
        if (summary.Deliveries.Any(d => d.ContactId != contact.Id))
        {
            throw Bad("CallId", "A summary for another person was queued for a call of this id; give each call an id of its own.");
        }

        var session = queued.Status == QueueStatus.Duplicate ? await FindAsync(contact, call, queued.NotificationId, cancellationToken).ConfigureAwait(false) : null;
        session ??= await FollowUpAsync(contact, call, queued.NotificationId, cancellationToken).ConfigureAwait(false);
        logger.CallEnded(session.Id, session.Tenant, queued.NotificationId, queued.Status);
        return new CallFollowUp(session, queued.Status, summary);
    }

    private static string KeyOf(EndedCall call) => KeyPrefix + call.CallId;

    private static void Check(EndedCall call)
    {
        if (call.CallId is not { Length: > 0 and <= MaxId } id || id.AsSpan().ContainsAnyExceptInRange('!', '~'))
        {
            throw Bad("CallId", $"Give the call's id: 1 to {MaxId} visible characters of ASCII without spaces.");
        }

        if (call.Text is null && call.Variables.Count == 0)
        {
            throw Bad("Variables", "Give values for the template's variables, or the summary as a text.");
        }

        foreach (var (name, value) in call.Variables)
        {
            if (value is null)
            {
                throw Bad($"Variables.{name}", "Give a value, or leave the variable out.");
            }
        }

        if (call.Context is { } context)
        {
            SessionValues.Check(context);
        }
    }

    private Notification SummaryOf(EndedCall call)
    {
        var template = call.TemplateKey ?? options.Value.SummaryTemplate;
        var notification = call.Text is { } text
            ? new Notification(call.Recipient, new TextMessage(text)) { WindowTemplate = call.Variables.Count > 0 ? template : null }
            : new Notification(call.Recipient, template);
        foreach (var (name, value) in call.Variables)
        {
            notification.Variables[name] = value;
        }

        notification.Tenant = call.Tenant;
        notification.Channels = call.Channels ?? Both;
        notification.Locale = call.Locale;
        notification.IdempotencyKey = KeyOf(call);
        notification.CorrelationId = KeyOf(call);
        return notification;
    }

    /// <summary>The session that has the call already.</summary>
    private async Task<Session?> FindAsync(Contact contact, EndedCall call, Guid summaryId, CancellationToken cancellationToken)
    {
        var page = await store.PageAsync(new SessionSelection(call.Tenant) { ContactId = contact.Id }, RecentSessions, null, cancellationToken).ConfigureAwait(false);
        return page.Sessions.FirstOrDefault(s => s.Context[KeyOf(call)] is not null || s.SummaryId == summaryId);
    }

    private async Task<Session> FollowUpAsync(Contact contact, EndedCall call, Guid summaryId, CancellationToken cancellationToken)
    {
        var values = call.Context?.DeepClone().AsObject() ?? [];
        values[KeyOf(call)] = summaryId.ToString();
        for (var i = 1; ; i++)
        {
            var session = await sessions.OpenAsync(contact, Channel.Voice, null, cancellationToken).ConfigureAwait(false) ?? throw SessionService.Erased();
            var change = new SessionChange(session.Id) { Values = values, Status = SessionStatus.FollowUp, SummaryId = summaryId };
            var result = await store.ChangeAsync(change, cancellationToken).ConfigureAwait(false);
            switch (result.Status)
            {
                case SessionChangeStatus.Changed:
                    return result.Session!;
                case SessionChangeStatus.TooLong when values.Count > 0:
                    // The summary is on its way: whoever calls again could not undo that. The session gets the call without its values, if need be without its key.
                    values = values.Count > 1 ? new JsonObject { [KeyOf(call)] = summaryId.ToString() } : [];
                    logger.CallContextLeftOut(session.Id, session.Tenant, summaryId, SessionContext.MaxLength);
                    i--;
                    break;
                default:
                    // Closed or erased since it was opened a moment ago.
                    if (i == Tries)
                    {
                        throw new InvalidOperationException($"Somebody closes session {session.Id} as fast as it is opened; end the call {call.CallId} again.");
                    }

                    break;
            }
        }
    }

    private static InvalidNotificationException Bad(string field, string message) =>
        new([new NotificationError(field, NotificationErrorCodes.Malformed, message)]);
}
