using Notify.Inbox;
using Notify.Storage.Sqlite.Database;

namespace Notify.Storage.Sqlite.Inbox;

/// <summary>The inbox in SQLite.</summary>
internal sealed class InboxStore(SqliteDatabase database) : IInbox
{
    public Task StoreAsync(IReadOnlyList<NewWebhook> webhooks, CancellationToken cancellationToken) => database.WriteAsync(
        "store webhooks",
        session =>
        {
            foreach (var webhook in webhooks)
            {
                session.Webhooks.Add(webhook, session.Now);
            }

            return webhooks.Count;
        },
        cancellationToken);

    public Task<WebhookBatch> ClaimWebhooksAsync(InboxClaim claim, CancellationToken cancellationToken) => database.WriteAsync(
        "claim webhooks",
        session =>
        {
            var lease = session.Sequences.Next(SequenceTable.Lease);
            return new WebhookBatch(lease, session.Webhooks.Claim(claim, lease, session.Now + StoreTime.Length(claim.Lease), session.Now));
        },
        cancellationToken);

    public Task<IReadOnlySet<Guid>> SettleWebhooksAsync(long lease, IReadOnlyList<WebhookSettlement> settlements, CancellationToken cancellationToken) =>
        database.WriteAsync<IReadOnlySet<Guid>>("settle webhooks", session => Settle(session, lease, settlements), cancellationToken);

    public Task<InboundBatch> ClaimMessagesAsync(InboxClaim claim, CancellationToken cancellationToken) => database.WriteAsync(
        "claim messages",
        session =>
        {
            var lease = session.Sequences.Next(SequenceTable.Lease);
            return new InboundBatch(lease, session.Inbound.Claim(claim.Limit, lease, session.Now + StoreTime.Length(claim.Lease), session.Now));
        },
        cancellationToken);

    public Task SettleMessagesAsync(long lease, IReadOnlyList<InboundSettlement> settlements, CancellationToken cancellationToken) => database.WriteAsync(
        "settle messages",
        session =>
        {
            foreach (var settlement in settlements)
            {
                session.Inbound.Settle(settlement.Id, lease, settlement.Verdict, session.Now);
            }

            return settlements.Count;
        },
        cancellationToken);

    private static HashSet<Guid> Settle(Session session, long lease, IReadOnlyList<WebhookSettlement> settlements)
    {
        var stored = new HashSet<Guid>();
        foreach (var settlement in settlements)
        {
            if (settlement.Verdict.State != InboxState.Done)
            {
                session.Webhooks.Settle(settlement.Number, lease, settlement.Verdict, session.Now);
            }
            else if (session.Webhooks.Remove(settlement.Number, lease) is { } receivedAt)
            {
                stored.UnionWith(settlement.Messages.Where(m => session.Inbound.TryAdd(m, session.Now, isErased: receivedAt < session.Erased.ErasedAt(m.ContactId))).Select(m => m.Id));
            }
        }

        return stored;
    }
}
