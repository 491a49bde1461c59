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
    TimeProvider time,
    IOptions<InboxOptions> options)
{
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);

    // Well within the time a host gives its services to stop.
    private static readonly TimeSpan ReturnTimeout = TimeSpan.FromSeconds(5);

    private readonly Isolation<ClaimedWebhook> _isolation = new(InboxRetry.IsSuspect);

    // A failure of its own is what a webhook says; a settlement has none but what the store refuses to keep.
    private readonly Sieve _applying = new(static _ => true);
    private readonly Sieve _settling = new(static e => e is StorageException);

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

        try
        {
            await ReturnAsync(batch.Lease, [.. As(InboxVerdict.HandBack, others)], cancellationToken).ConfigureAwait(false);
            await WorkAsync(batch.Lease, webhooks, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is StorageException || cancellationToken.IsCancellationRequested)
        {
            // A store that is away and a worker that stops are nothing of theirs: they go back. One that is worked on alone lets others go before it.
            var verdict = _isolation.IsOn && !cancellationToken.IsCancellationRequested
                ? InboxVerdict.PutOff(options.Value.RetryDelay, InboxRetry.Describe(e))
                : InboxVerdict.HandBack;
            var isTakenBack = await TryReturnAsync(batch.Lease, [.. As(verdict, webhooks), .. As(InboxVerdict.HandBack, others)]).ConfigureAwait(false);
            _applying.EndRound(isTakenBack);
            _settling.EndRound(isTakenBack);
            throw;
        }

        return webhooks.Count;
    }

    private async Task WorkAsync(long lease, IReadOnlyList<ClaimedWebhook> webhooks, CancellationToken cancellationToken)
    {
        var (read, settlements) = sorter.Sort(webhooks);
        var applied = await _applying.RunAsync(
            read, async some => settlements.AddRange(await ApplyAsync(some, cancellationToken).ConfigureAwait(false)), cancellationToken).ConfigureAwait(false);
        settlements.AddRange(applied.Failed.Select(f => Failed(f.Thing.Webhook, f.Error)));
        settlements.AddRange(applied.Untried.Select(r => new WebhookSettlement(r.Webhook.Number, InboxVerdict.HandBack)));

        // In the order in which they came: so their messages are numbered, and two workers wait for each other in one order.
        settlements.Sort((one, other) => one.Number.CompareTo(other.Number));
        var settled = await _settling.RunAsync(settlements, some => SettleAsync(lease, some, cancellationToken), cancellationToken).ConfigureAwait(false);
        await ReturnAsync(
            lease,
            [
                .. settled.Failed.Select(f => Failed(webhooks.First(w => w.Number == f.Thing.Number), f.Error)),
                .. settled.Untried.Select(s => new WebhookSettlement(s.Number, InboxVerdict.HandBack)),
            ],
            cancellationToken).ConfigureAwait(false);
    }

    private async Task SettleAsync(long lease, IReadOnlyList<WebhookSettlement> settlements, CancellationToken cancellationToken)
    {
        var stored = await inbox.SettleWebhooksAsync(lease, settlements, cancellationToken).ConfigureAwait(false);
        desk.Tell([.. settlements.SelectMany(s => s.Messages)], stored);
        if (stored.Count > 0)
        {
            signal.Pulse(InboxWork.Messages);
        }
    }

    private Task ReturnAsync(long lease, IReadOnlyList<WebhookSettlement> settlements, CancellationToken cancellationToken) =>
        settlements.Count == 0 ? Task.CompletedTask : inbox.SettleWebhooksAsync(lease, settlements, cancellationToken);

    // Whatever of them is settled already, though the answer was lost, is no longer under the lease and stays as it is. What cannot be returned comes back when the lease ends.
    private async Task<bool> TryReturnAsync(long lease, IReadOnlyList<WebhookSettlement> settlements)
    {
        using var limit = new CancellationTokenSource(ReturnTimeout, time);
        try
        {
            await ReturnAsync(lease, settlements, limit.Token).ConfigureAwait(false);
            return true;
        }
        catch (Exception e) when (e is StorageException or OperationCanceledException)
        {
            return false;
        }
    }

    private WebhookSettlement Failed(ClaimedWebhook webhook, Exception exception) => new(webhook.Number, retry.Webhook(webhook, InboxRetry.Describe(exception)));

    private static IEnumerable<WebhookSettlement> As(InboxVerdict verdict, IEnumerable<ClaimedWebhook> webhooks) => webhooks.Select(w => new WebhookSettlement(w.Number, verdict));

    private async Task<IReadOnlyList<WebhookSettlement>> ApplyAsync(IReadOnlyList<ReadWebhook> read, CancellationToken cancellationToken)
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
