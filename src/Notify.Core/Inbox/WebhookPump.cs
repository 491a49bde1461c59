using System.Runtime.ExceptionServices;
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

    // One may be refused by the store for what is in it; as many as this in a row, with none taken, and it is the store that is away.
    private const int RefusedInARow = 3;

    private readonly Isolation<ClaimedWebhook> _isolation = new(InboxRetry.IsSuspect);

    // So many were refused in the rounds since one was last taken.
    private int _refused;

    /// <summary>Works on one batch.</summary>
    /// <returns>How many webhooks were claimed.</returns>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var batch = await inbox.ClaimWebhooksAsync(new InboxClaim(_isolation.Most(options.Value.BatchSize), Lease), cancellationToken).ConfigureAwait(false);
        var (webhooks, others) = _isolation.Part(batch.Webhooks, isIdle: true);
        if (webhooks.Count == 0)
        {
            return 0;
        }

        await ReturnAsync(batch.Lease, others, InboxVerdict.HandBack, cancellationToken).ConfigureAwait(false);

        var (read, settlements) = sorter.Sort(webhooks);
        try
        {
            settlements.AddRange(await ApplyAsync(read, cancellationToken).ConfigureAwait(false));
        }
        catch (StorageException e)
        {
            // A store that is away is nothing of theirs: they go back, and the worker waits for it. One that is worked on alone lets others go before it.
            var verdict = _isolation.IsOn ? InboxVerdict.PutOff(options.Value.RetryDelay, InboxRetry.Describe(e)) : InboxVerdict.HandBack;
            await ReturnAsync(batch.Lease, webhooks, verdict, CancellationToken.None).ConfigureAwait(false);
            throw;
        }

        // In the order in which they came: so their messages are numbered, and two workers wait for each other in one order.
        settlements.Sort((one, other) => one.Number.CompareTo(other.Number));
        var stored = await inbox.SettleWebhooksAsync(batch.Lease, settlements, cancellationToken).ConfigureAwait(false);
        desk.Tell([.. settlements.SelectMany(s => s.Messages)], stored);
        if (stored.Count > 0)
        {
            signal.Pulse(InboxWork.Messages);
        }

        return webhooks.Count;
    }

    private Task ReturnAsync(long lease, IReadOnlyList<ClaimedWebhook> webhooks, InboxVerdict verdict, CancellationToken cancellationToken) => webhooks.Count == 0
        ? Task.CompletedTask
        : inbox.SettleWebhooksAsync(lease, [.. webhooks.Select(w => new WebhookSettlement(w.Number, verdict))], cancellationToken);

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
        catch (Exception) when (read.Count > 1 && !cancellationToken.IsCancellationRequested)
        {
            return await ApplyEachAsync(read, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is not StorageException && !cancellationToken.IsCancellationRequested)
        {
            return [Failed(read[0], e)];
        }
    }

    private async Task<IReadOnlyList<WebhookSettlement>> ApplyEachAsync(IReadOnlyList<ReadWebhook> read, CancellationToken cancellationToken)
    {
        var (settlements, refused) = (new List<WebhookSettlement>(read.Count), new List<(ReadWebhook Webhook, StorageException Error)>());
        var isStoreThere = false;

        // Past those that were refused before: they must not stand for the whole store for ever.
        var first = _refused % read.Count;
        foreach (var one in read.Skip(first).Concat(read.Take(first)))
        {
            try
            {
                settlements.AddRange(await ApplyTogetherAsync([one], cancellationToken).ConfigureAwait(false));
                isStoreThere = true;
            }
            catch (StorageException e)
            {
                refused.Add((one, e));
                if (!isStoreThere && refused.Count == RefusedInARow)
                {
                    break;
                }
            }
            catch (Exception e) when (!cancellationToken.IsCancellationRequested)
            {
                settlements.Add(Failed(one, e));
            }
        }

        _refused = isStoreThere ? 0 : _refused + refused.Count;
        if (refused.Count > 0 && !isStoreThere)
        {
            ExceptionDispatchInfo.Throw(refused[^1].Error);
        }

        settlements.AddRange(refused.Select(r => Failed(r.Webhook, r.Error)));
        return settlements;
    }

    private WebhookSettlement Failed(in ReadWebhook read, Exception exception) => new(read.Webhook.Number, retry.Webhook(read.Webhook, InboxRetry.Describe(exception)));

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

        await events.ApplyAsync(
            read.SelectMany(r => r.Reading.Events.Select(e => e with { OccurredAt = e.OccurredAt ?? r.Webhook.ReceivedAt })), cancellationToken).ConfigureAwait(false);
        var messages = await desk.ReceiveAsync(read, cancellationToken).ConfigureAwait(false);
        return [.. read.Select(r => new WebhookSettlement(r.Webhook.Number, InboxVerdict.Done) { Messages = messages[r.Webhook.Number] })];
    }
}
