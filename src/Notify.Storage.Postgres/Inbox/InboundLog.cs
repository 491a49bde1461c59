using Npgsql;
using NpgsqlTypes;
using Notify.Auditing;
using Notify.Deliveries;
using Notify.Inbox;
using Notify.Storage.Postgres.Auditing;
using Notify.Storage.Postgres.Database;
using Notify.Webhooks;

namespace Notify.Storage.Postgres.Inbox;

/// <summary>What people wrote, and what could not be worked on, in PostgreSQL.</summary>
internal sealed class InboundLog(PostgresDatabase database, ActorCache actors) : IInboundLog
{
    private static readonly SqlFile Webhooks = SqlFile.Of("Inbox/webhook");
    private static readonly SqlFile Messages = SqlFile.Of("Inbox/inbound");

    public Task<InboundPage> PageAsync(InboundSelection selection, int limit, long? after, CancellationToken cancellationToken) => database.WriteAsync(
        "read messages",
        async (session, token) =>
        {
            var rows = await session.ReadByIndexAsync(
                Messages["page"],
                p => p.With(selection.Tenant).With(after ?? long.MaxValue).With(selection.Id).With(selection.ContactId)
                    .With((short?)selection.State, NpgsqlDbType.Smallint).With(limit)
                    .With(StoreTime.Ceiling(selection.ReceivedFrom), NpgsqlDbType.TimestampTz).With(StoreTime.Ceiling(selection.ReceivedBefore), NpgsqlDbType.TimestampTz),
                ReadRecord,
                token).ConfigureAwait(false);
            return new InboundPage(rows, rows.Count == limit ? rows[^1].Number : null);
        },
        cancellationToken);

    public Task<IReadOnlyList<DeadWebhook>> ReadDeadWebhooksAsync(int limit, long? after, CancellationToken cancellationToken) =>
        database.RunAsync<IReadOnlyList<DeadWebhook>>(
            "read dead webhooks",
            async (session, token) => await session.ReadAsync(
                Webhooks["dead"], p => p.With(after ?? long.MaxValue).With(limit), ReadDead, token).ConfigureAwait(false),
            cancellationToken);

    public async Task<int> RetryMessagesAsync(InboundSelection selection, CommandInfo info, CancellationToken cancellationToken)
    {
        var actor = await actors.GetOrAddAsync(info.By, cancellationToken).ConfigureAwait(false);
        return await RetryAsync(
            "retry messages",
            Messages["retry"],
            p => p.With(selection.Tenant).With(selection.Id).With(selection.ContactId)
                .With(StoreTime.Ceiling(selection.ReceivedFrom), NpgsqlDbType.TimestampTz).With(StoreTime.Ceiling(selection.ReceivedBefore), NpgsqlDbType.TimestampTz)
                .With((short?)selection.State, NpgsqlDbType.Smallint).With(AuditEvents.MessageRetried).With(actor).With(info.Reason),
            cancellationToken).ConfigureAwait(false);
    }

    public async Task<int> RetryWebhooksAsync(IReadOnlyList<long>? numbers, CommandInfo info, CancellationToken cancellationToken)
    {
        var actor = await actors.GetOrAddAsync(info.By, cancellationToken).ConfigureAwait(false);
        return await RetryAsync(
            "retry webhooks",
            Webhooks["retry"],
            p => p.With(numbers?.ToArray(), NpgsqlDbType.Array | NpgsqlDbType.Bigint).With(AuditEvents.WebhookRetried).With(actor).With(info.Reason),
            cancellationToken).ConfigureAwait(false);
    }

    public Task<InboxCounts> CountAsync(CancellationToken cancellationToken) => database.RunAsync(
        "count the inbox",
        async (session, token) => (await session.ReadAsync(
            Webhooks["count"],
            _ => { },
            r => new InboxCounts(r.GetInt64(0), StoreTime.ToTime(r.TimeOrNull(1)), r.GetInt64(2), r.GetInt64(3), r.GetInt64(4)),
            token).ConfigureAwait(false))[0],
        cancellationToken);

    private Task<int> RetryAsync(string operation, string sql, Action<NpgsqlParameterCollection> bind, CancellationToken cancellationToken) => database.RunAsync(
        operation, async (session, token) => (await session.ReadAsync(sql, bind, r => r.GetInt32(0), token).ConfigureAwait(false))[0], cancellationToken);

    private static DeadWebhook ReadDead(NpgsqlDataReader row) => new(
        row.GetInt64(0),
        new Channel(row.GetString(1)),
        new ReceivedWebhook(row.GetString(2), row.GetString(3), row.GetFieldValue<byte[]>(4)),
        StoreTime.ToTime(row.GetDateTime(5)),
        row.GetInt16(6),
        row.TextOrNull(7) ?? "");

    private static InboundRecord ReadRecord(NpgsqlDataReader row) => new()
    {
        Id = row.GetGuid(0),
        Number = row.GetInt64(14),
        Tenant = row.GetString(1),
        ContactId = row.GetGuid(2),
        Channel = new Channel(row.GetString(3)),
        Account = row.GetString(4),
        ProviderMessageId = row.TextOrNull(5),
        Kind = row.GetString(6),
        SentAt = StoreTime.ToTime(row.TimeOrNull(7)),
        ReceivedAt = StoreTime.ToTime(row.GetDateTime(8)),
        State = (InboxState)row.GetInt16(9),
        Attempts = row.GetInt16(10),
        Reason = row.TextOrNull(11),
        Content = row.GetFieldValue<byte[]>(12),
        Raw = row.GetFieldValue<byte[]>(13),
    };
}
