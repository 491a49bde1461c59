using Microsoft.Extensions.Options;
using Notify.Receipts;
using Notify.Storage;
using Notify.Webhooks;

namespace Notify.Inbox;

/// <summary>Reads webhooks and does what they say: receipts at once for the whole batch, then account events; messages are stored for their handlers.</summary>
internal sealed class WebhookPump(
    IInbox inbox,
    WebhookSorter sorter,
    IReceipts receipts,
    AccountEvents events,
    InboundDesk desk,
    InboxRetry retry,
    IInboxSignal signal,
    IOptions<InboxOptions> options)
{
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);

    /// <summary>Works on one batch.</summary>
    /// <returns>How many webhooks were claimed.</returns>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var batch = await inbox.ClaimWebhooksAsync(new InboxClaim(options.Value.BatchSize, Lease), cancellationToken).ConfigureAwait(false);
        if (batch.Webhooks.Count == 0)
        {
            return 0;
        }

        var (read, settlements) = sorter.Sort(batch.Webhooks);
        settlements.AddRange(await ApplyAsync(read, cancellationToken).ConfigureAwait(false));
        var stored = await inbox.SettleWebhooksAsync(batch.Lease, settlements, cancellationToken).ConfigureAwait(false);
        if (stored.Count > 0)
        {
            desk.Tell(settlements.SelectMany(s => s.Messages), stored);
            signal.Pulse(InboxWork.Messages);
        }

        return batch.Webhooks.Count;
    }

    // One that cannot be applied must not hold up the rest: where all of them together fail, each is tried by itself.
    private async Task<IReadOnlyList<WebhookSettlement>> ApplyAsync(IReadOnlyList<ReadWebhook> read, CancellationToken cancellationToken)
    {
        if (read.Count == 0)
        {
            return [];
        }

        try
        {
            return await ApplyTogetherAsync(read, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            if (read is [var only])
            {
                return [new WebhookSettlement(only.Webhook.Number, retry.Webhook(only.Webhook, InboxRetry.Describe(e)))];
            }
        }

        var settlements = new List<WebhookSettlement>(read.Count);
        foreach (var one in read)
        {
            settlements.AddRange(await ApplyAsync([one], cancellationToken).ConfigureAwait(false));
        }

        return settlements;
    }

    private async Task<IReadOnlyList<WebhookSettlement>> ApplyTogetherAsync(IReadOnlyList<ReadWebhook> read, CancellationToken cancellationToken)
    {
        var all = new List<Receipt>();
        foreach (var (webhook, reading) in read)
        {
            all.AddRange(reading.Receipts.Select(r => r with { ReceivedAt = webhook.ReceivedAt }));
        }

        if (all.Count > 0)
        {
            await receipts.ApplyAsync(all, cancellationToken).ConfigureAwait(false);
        }

        await events.ApplyAsync(read.SelectMany(r => r.Reading.Events), cancellationToken).ConfigureAwait(false);
        var messages = await desk.ReceiveAsync(read, cancellationToken).ConfigureAwait(false);
        return [.. read.Select(r => new WebhookSettlement(r.Webhook.Number, InboxVerdict.Done) { Messages = messages[r.Webhook.Number] })];
    }
}
