using Notify.Inbox;
using Notify.Storage.Sqlite.Database;

namespace Notify.Storage.Sqlite.Inbox;

/// <summary>What people wrote, and what could not be worked on, in SQLite.</summary>
internal sealed class InboundLog(SqliteDatabase database) : IInboundLog
{
    public Task<InboundPage> PageAsync(InboundSelection selection, int limit, long? after, CancellationToken cancellationToken) =>
        database.ReadAsync("read messages", session => session.Inbound.Page(selection, limit, after ?? long.MaxValue), cancellationToken);

    public Task<IReadOnlyList<DeadWebhook>> ReadDeadWebhooksAsync(int limit, long? after, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<DeadWebhook>>("read dead webhooks", session => session.Webhooks.Dead(after ?? long.MaxValue, limit), cancellationToken);

    public Task<int> RetryMessagesAsync(InboundSelection selection, CancellationToken cancellationToken) =>
        database.WriteAsync("retry messages", session => session.Inbound.Retry(selection, session.Now), cancellationToken);

    public Task<int> RetryWebhooksAsync(IReadOnlyList<long>? numbers, CancellationToken cancellationToken) =>
        database.WriteAsync("retry webhooks", session => session.Webhooks.Retry(numbers, session.Now), cancellationToken);

    public Task<InboxCounts> CountAsync(CancellationToken cancellationToken) => database.ReadAsync(
        "count the inbox",
        session => new InboxCounts(
            session.Webhooks.Count(), session.Webhooks.Oldest(), session.Inbound.Count(), session.Webhooks.CountDead(), session.Inbound.CountDead()),
        cancellationToken);
}
