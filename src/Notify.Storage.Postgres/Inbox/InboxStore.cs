using Npgsql;
using NpgsqlTypes;
using Notify.Inbox;
using Notify.Storage.Postgres.Database;
using Notify.Webhooks;

namespace Notify.Storage.Postgres.Inbox;

/// <summary>The inbox in PostgreSQL: storing is one statement, whatever the number; claims pass by what others are at.</summary>
internal sealed class InboxStore(PostgresDatabase database) : IInbox
{
    private static readonly SqlFile Webhooks = SqlFile.Of("Inbox/webhook");
    private static readonly SqlFile Messages = SqlFile.Of("Inbox/inbound");

    public Task StoreAsync(IReadOnlyList<NewWebhook> webhooks, CancellationToken cancellationToken) => webhooks.Count == 0
        ? Task.CompletedTask
        : database.RunAsync(
            "store webhooks",
            (session, token) => session.ReadAsync(
                Webhooks["store"],
                p => p.With(Of(webhooks, w => w.Channel.Name)).With(Of(webhooks, w => w.Webhook.Reader)).With(Of(webhooks, w => w.Webhook.Route))
                    .With(Of(webhooks, w => w.Webhook.Body)),
                _ => 0,
                token),
            cancellationToken);

    public Task<WebhookBatch> ClaimWebhooksAsync(InboxClaim claim, CancellationToken cancellationToken) => database.WriteAsync(
        "claim webhooks",
        async (session, token) =>
        {
            var rows = await session.ReadByIndexAsync(
                Webhooks["claim"], p => p.With(claim.Limit).With(claim.Lease).With(claim.MostBytes), r => (Lease: r.GetInt64(7), Webhook: ReadWebhook(r)), token).ConfigureAwait(false);
            return new WebhookBatch(rows.Count == 0 ? 0 : rows[0].Lease, [.. rows.Select(r => r.Webhook).OrderBy(w => w.Number)]);
        },
        cancellationToken);

    public Task<IReadOnlySet<Guid>> SettleWebhooksAsync(long lease, IReadOnlyList<WebhookSettlement> settlements, CancellationToken cancellationToken)
    {
        var done = settlements.Where(s => s.Verdict.State == InboxState.Done).ToList();
        var others = settlements.Where(s => s.Verdict.State != InboxState.Done).ToList();
        return database.WriteAsync<IReadOnlySet<Guid>>(
            "settle webhooks",
            async (session, token) =>
            {
                var stored = done.Count == 0
                    ? []
                    : await session.ReadByIndexAsync(Webhooks["done"], p => WithDone(p.With(lease), done), r => r.GetGuid(0), token).ConfigureAwait(false);
                if (others.Count > 0)
                {
                    await session.ReadByIndexAsync(
                        Webhooks["put_off"],
                        p => WithVerdicts(p.With(lease).With(Of(others, s => s.Number)), Of(others, s => s.Verdict))
                            .With(Of(others, s => (short)(s.Verdict.CountsRefusal ? 1 : 0))),
                        _ => 0,
                        token).ConfigureAwait(false);
                }

                return stored.ToHashSet();
            },
            cancellationToken);
    }

    // One claim at a time: with rows passed by that somebody is just claiming, two messages of one person could be taken at once.
    public Task<InboundBatch> ClaimMessagesAsync(InboxClaim claim, CancellationToken cancellationToken) => database.WriteAsync(
        "claim messages",
        async (session, token) =>
        {
            await session.ReadAsync(Messages["lock"], _ => { }, _ => 0, token).ConfigureAwait(false);
            var rows = await session.ReadByIndexAsync(
                Messages["claim"],
                p => p.With(claim.Limit).With(claim.Lease),
                r => (Lease: r.GetInt64(7), Number: r.GetInt64(8), Message: ReadMessage(r)),
                token).ConfigureAwait(false);
            return new InboundBatch(rows.Count == 0 ? 0 : rows[0].Lease, [.. rows.OrderBy(r => r.Number).Select(r => r.Message)]);
        },
        cancellationToken);

    public Task SettleMessagesAsync(long lease, IReadOnlyList<InboundSettlement> settlements, CancellationToken cancellationToken) => settlements.Count == 0
        ? Task.CompletedTask
        : database.WriteAsync(
            "settle messages",
            (session, token) => session.ReadByIndexAsync(
                Messages["settle"],
                p => WithVerdicts(p.With(lease).With(Of(settlements, s => s.Id)), Of(settlements, s => s.Verdict)),
                _ => 0,
                token),
            cancellationToken);

    private static NpgsqlParameterCollection WithDone(NpgsqlParameterCollection parameters, List<WebhookSettlement> done)
    {
        var messages = done.SelectMany(s => s.Messages.Select(m => (s.Number, Message: m))).ToList();
        return parameters.With(Of(done, s => s.Number)).With(Of(messages, m => m.Number)).With(Of(messages, m => m.Message.Id))
            .With(Of(messages, m => m.Message.Tenant)).With(Of(messages, m => m.Message.ContactId)).With(Of(messages, m => m.Message.Channel.Name))
            .With(Of(messages, m => m.Message.Account)).With(Of(messages, m => m.Message.ProviderMessageId)).With(Of(messages, m => m.Message.Kind))
            .With(Of(messages, m => m.Message.SentAt?.UtcDateTime)).With(Of(messages, m => m.Message.Content)).With(Of(messages, m => m.Message.Raw));
    }

    private static NpgsqlParameterCollection WithVerdicts(NpgsqlParameterCollection parameters, InboxVerdict[] verdicts) => parameters
        .With(Of(verdicts, v => (short)v.State)).With(Of(verdicts, v => v.Reason)).With(Of(verdicts, v => v.RetryIn), NpgsqlDbType.Array | NpgsqlDbType.Interval)
        .With(Of(verdicts, v => (short)(v.CostsAttempt ? 0 : 1)));

    private static ClaimedWebhook ReadWebhook(NpgsqlDataReader row) => new(
        row.GetInt64(0),
        new Channel(row.GetString(1)),
        new ReceivedWebhook(row.GetString(2), row.GetString(3), row.GetFieldValue<byte[]>(4)),
        StoreTime.ToTime(row.GetDateTime(5)),
        row.GetInt16(6),
        row.GetInt16(8),
        row.GetInt16(9));

    private static ClaimedInbound ReadMessage(NpgsqlDataReader row) => new(
        row.GetGuid(0),
        row.GetString(1),
        row.GetGuid(2),
        row.GetFieldValue<byte[]>(3),
        row.GetFieldValue<byte[]>(4),
        StoreTime.ToTime(row.GetDateTime(5)),
        row.GetInt16(6),
        row.GetInt16(9));

    private static T[] Of<TItem, T>(IReadOnlyList<TItem> items, Func<TItem, T> part) => [.. items.Select(part)];
}
