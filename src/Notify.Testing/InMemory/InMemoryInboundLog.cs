using System.Globalization;
using Notify.Auditing;
using Notify.Deliveries;
using Notify.Inbox;

namespace Notify.Testing.InMemory;

/// <summary>Shows what people wrote, and what could not be worked on.</summary>
internal sealed class InMemoryInboundLog(InMemoryState state) : IInboundLog
{
    public Task<InboundPage> PageAsync(InboundSelection selection, int limit, long? after, CancellationToken cancellationToken) => state.TransactAsync(
        _ =>
        {
            var rows = state.Inbox.Messages.Values.Where(m => IsMeant(m, selection) && (after is not { } last || m.Number < last)).Reverse().Take(limit).ToList();
            return new InboundPage([.. rows.Select(r => r.ToRecord())], rows.Count == limit ? rows[^1].Number : null);
        },
        cancellationToken);

    public Task<IReadOnlyList<DeadWebhook>> ReadDeadWebhooksAsync(int limit, long? after, CancellationToken cancellationToken) =>
        state.TransactAsync<IReadOnlyList<DeadWebhook>>(
            _ =>
            [
                .. state.Inbox.Webhooks.Values
                    .Where(w => w.Place.State == InboxState.Dead && (after is not { } last || w.Number < last))
                    .Reverse().Take(limit).Select(w => w.ToDead()),
            ],
            cancellationToken);

    public Task<int> RetryMessagesAsync(InboundSelection selection, CommandInfo info, CancellationToken cancellationToken) => state.TransactAsync(
        now =>
        {
            var rows = state.Inbox.Messages.Values.Where(m => m.Place.State == InboxState.Dead && IsMeant(m, selection)).ToList();
            foreach (var row in rows)
            {
                row.Place.Retry(now);
                var entry = new AuditEntry
                {
                    At = now, Event = AuditEvents.MessageRetried, Tenant = row.Given.Tenant, ContactId = row.Given.ContactId,
                    Reason = info.Reason, Detail = row.Given.Id.ToString(), By = info.By,
                };
                state.Write(entry);
            }

            return rows.Count;
        },
        cancellationToken);

    public Task<int> RetryWebhooksAsync(IReadOnlyList<long>? numbers, CommandInfo info, CancellationToken cancellationToken) => state.TransactAsync(
        now =>
        {
            var rows = state.Inbox.Webhooks.Values.Where(w => w.Place.State == InboxState.Dead && (numbers is null || numbers.Contains(w.Number))).ToList();
            foreach (var row in rows)
            {
                row.Place.Retry(now);
                var entry = new AuditEntry
                {
                    At = now, Event = AuditEvents.WebhookRetried, Tenant = "", Reason = info.Reason, Detail = row.Number.ToString(CultureInfo.InvariantCulture), By = info.By,
                };
                state.Write(entry);
            }

            return rows.Count;
        },
        cancellationToken);

    public Task<InboxCounts> CountAsync(CancellationToken cancellationToken) => state.TransactAsync(_ => Count(), cancellationToken);

    private InboxCounts Count()
    {
        var waiting = state.Inbox.Webhooks.Values.Where(w => w.Place.State == InboxState.Waiting).ToList();
        return new InboxCounts(
            waiting.Count,
            waiting.FirstOrDefault()?.ReceivedAt,
            state.Inbox.Messages.Values.Count(m => m.Place.State == InboxState.Waiting),
            state.Inbox.Webhooks.Count - waiting.Count,
            state.Inbox.Messages.Values.Count(m => m.Place.State == InboxState.Dead));
    }

    private static bool IsMeant(InboundRow row, InboundSelection selection) =>
        row.Given.Tenant == selection.Tenant && (selection.Id ?? row.Given.Id) == row.Given.Id
        && (selection.ContactId ?? row.Given.ContactId) == row.Given.ContactId && (selection.State ?? row.Place.State) == row.Place.State
        && (selection.ReceivedFrom ?? row.ReceivedAt) <= row.ReceivedAt && (selection.ReceivedBefore is not { } before || row.ReceivedAt < before);
}
