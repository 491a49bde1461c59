using System.Globalization;
using Notify.Auditing;
using Notify.Deliveries;
using Notify.Inbox;
using Notify.Storage.Sqlite.Auditing;
using Notify.Storage.Sqlite.Database;

namespace Notify.Storage.Sqlite.Inbox;

/// <summary>What people wrote, and what could not be worked on, in SQLite.</summary>
internal sealed class InboundLog(SqliteDatabase database) : IInboundLog
{
    public Task<InboundPage> PageAsync(InboundSelection selection, int limit, long? after, CancellationToken cancellationToken) =>
        database.ReadAsync("read messages", session => session.Inbound.Page(selection, limit, after ?? long.MaxValue), cancellationToken);

    public Task<IReadOnlyList<DeadWebhook>> ReadDeadWebhooksAsync(int limit, long? after, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<DeadWebhook>>("read dead webhooks", session => session.Webhooks.Dead(after ?? long.MaxValue, limit), cancellationToken);

    public Task<int> RetryMessagesAsync(InboundSelection selection, CommandInfo info, CancellationToken cancellationToken) => database.WriteAsync(
        "retry messages",
        session =>
        {
            var retried = session.Inbound.Retry(selection, session.Now);
            foreach (var (id, contactId) in retried)
            {
                session.Audit.Add(new AuditRow(session.Now, AuditEvents.MessageRetried, selection.Tenant)
                {
                    ContactId = contactId, Reason = info.Reason, Detail = id.ToString(), Actor = info.By,
                });
            }

            return retried.Count;
        },
        cancellationToken);

    public Task<int> RetryWebhooksAsync(IReadOnlyList<long>? numbers, CommandInfo info, CancellationToken cancellationToken) => database.WriteAsync(
        "retry webhooks",
        session =>
        {
            var retried = session.Webhooks.Retry(numbers, session.Now);
            foreach (var number in retried)
            {
                session.Audit.Add(new AuditRow(session.Now, AuditEvents.WebhookRetried, "")
                {
                    Reason = info.Reason, Detail = number.ToString(CultureInfo.InvariantCulture), Actor = info.By,
                });
            }

            return retried.Count;
        },
        cancellationToken);

    public Task<InboxCounts> CountAsync(CancellationToken cancellationToken) => database.ReadAsync(
        "count the inbox",
        session => new InboxCounts(
            session.Webhooks.Count(), session.Webhooks.Oldest(), session.Inbound.Count(), session.Webhooks.CountDead(), session.Inbound.CountDead()),
        cancellationToken);
}
