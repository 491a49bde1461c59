using Notify.Inbox;

namespace Notify.Testing.InMemory;

/// <summary>Keeps webhooks until they are worked on, and the messages that were in them.</summary>
internal sealed class InMemoryInbox(InMemoryState state) : IInbox
{
    public Task StoreAsync(IReadOnlyList<NewWebhook> webhooks, CancellationToken cancellationToken) => state.TransactAsync(
        now =>
        {
            foreach (var webhook in webhooks)
            {
                // The caller's bytes may be lent, and used again after this.
                state.Inbox.Add(webhook with { Webhook = webhook.Webhook with { Body = webhook.Webhook.Body.ToArray() } }, now);
            }

            return webhooks.Count;
        },
        cancellationToken);

    public Task<WebhookBatch> ClaimWebhooksAsync(InboxClaim claim, CancellationToken cancellationToken) => state.TransactAsync(
        now =>
        {
            var bytes = 0L;
            var due = state.Inbox.Webhooks.Values.Where(w => w.Place.IsDue(now)).Take(claim.Limit)
                .TakeWhile((w, place) => (bytes += w.Given.Webhook.Body.Length) <= claim.MostBytes || place == 0).ToList();
            var lease = due.Count == 0 ? 0 : state.NextLease();
            due.ForEach(w => w.Place.Claim(lease, now + claim.Lease));
            return new WebhookBatch(lease, [.. due.Select(w => w.ToClaimed())]);
        },
        cancellationToken);

    public Task<IReadOnlySet<Guid>> SettleWebhooksAsync(long lease, IReadOnlyList<WebhookSettlement> settlements, CancellationToken cancellationToken) =>
        state.TransactAsync<IReadOnlySet<Guid>>(now => Settle(lease, settlements, now), cancellationToken);

    public Task<InboundBatch> ClaimMessagesAsync(InboxClaim claim, CancellationToken cancellationToken) => state.TransactAsync(
        now =>
        {
            var waiting = state.Inbox.Messages.Values.Where(m => m.Place.State == InboxState.Waiting).ToList();
            var busy = waiting.Where(m => m.Place.IsHeld(now)).Select(m => m.Given.ContactId).ToHashSet();
            var due = waiting.Where(m => m.Place.IsDue(now) && busy.Add(m.Given.ContactId)).Take(claim.Limit).ToList();
            var lease = due.Count == 0 ? 0 : state.NextLease();
            due.ForEach(m => m.Place.Claim(lease, now + claim.Lease));
            return new InboundBatch(lease, [.. due.Select(m => m.ToClaimed())]);
        },
        cancellationToken);

    public Task SettleMessagesAsync(long lease, IReadOnlyList<InboundSettlement> settlements, CancellationToken cancellationToken) => state.TransactAsync(
        now =>
        {
            foreach (var settlement in settlements)
            {
                if (state.Inbox.Find(settlement.Id) is { } row)
                {
                    row.Place.Settle(lease, settlement.Verdict, now);
                }
            }

            return settlements.Count;
        },
        cancellationToken);

    private HashSet<Guid> Settle(long lease, IReadOnlyList<WebhookSettlement> settlements, DateTimeOffset now)
    {
        var stored = new HashSet<Guid>();
        foreach (var settlement in settlements)
        {
            if (!state.Inbox.Webhooks.TryGetValue(settlement.Number, out var row) || !row.Place.Settle(lease, settlement.Verdict, now)
                || settlement.Verdict.State != InboxState.Done)
            {
                continue;
            }

            state.Inbox.Webhooks.Remove(settlement.Number);
            stored.UnionWith(settlement.Messages.Where(m => state.Inbox.TryAdd(m, now, isErased: row.ReceivedAt < state.Contacts.ErasedAt(m.ContactId))).Select(m => m.Id));
        }

        return stored;
    }
}
