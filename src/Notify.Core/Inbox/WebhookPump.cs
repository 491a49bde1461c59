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
    TimeProvider time,
    IOptions<InboxOptions> options)
{
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);

    // Well within the time a host gives its services to stop.
    private static readonly TimeSpan ReturnTimeout = TimeSpan.FromSeconds(5);

    private readonly Isolation<ClaimedWebhook> _isolation = new(InboxRetry.IsSuspect);

    // A failure of its own is what a webhook says.
    private static readonly Sieve<ReadWebhook> Applying = new(static _ => true, static r => r.Webhook.Refusals);

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

        StorageException? refusal;
        try
        {
            await ReturnAsync(batch.Lease, [.. As(InboxVerdict.HandBack, others)], cancellationToken).ConfigureAwait(false);
            refusal = await WorkAsync(batch.Lease, webhooks, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is StorageException || cancellationToken.IsCancellationRequested)
        {
            // A store that is away and a worker that stops are nothing of theirs: they go back.
            var verdict = cancellationToken.IsCancellationRequested ? InboxVerdict.HandBack : Back(InboxVerdict.HandBack, e);
            await TryReturnAsync(batch.Lease, [.. As(verdict, webhooks), .. As(InboxVerdict.HandBack, others)]).ConfigureAwait(false);
            throw;
        }

        if (refusal is not null)
        {
            ExceptionDispatchInfo.Throw(refusal);
        }

        return webhooks.Count;
    }

    // Answers why the store seems to be away, where it does.
    private async Task<StorageException?> WorkAsync(long lease, IReadOnlyList<ClaimedWebhook> webhooks, CancellationToken cancellationToken)
    {
        var (read, settlements) = sorter.Sort(webhooks);
        var applied = await Applying.RunAsync(
            read, async some => settlements.AddRange(await ApplyAsync(some, cancellationToken).ConfigureAwait(false)), cancellationToken).ConfigureAwait(false);
        settlements.AddRange(applied.Failed.Select(f => Failed(f.Thing.Webhook, f.Error)));

        // In the order in which they came: so their messages are numbered, and two workers wait for each other in one order.
        settlements.Sort((one, other) => one.Number.CompareTo(other.Number));
        var of = webhooks.ToDictionary(w => w.Number);

        // A settlement has no failure of its own but what the store refuses to keep.
        var settling = new Sieve<WebhookSettlement>(static e => e is StorageException, s => of[s.Number].Refusals);
        var settled = await settling.RunAsync(settlements, some => SettleAsync(lease, some, cancellationToken), cancellationToken).ConfigureAwait(false);
        IReadOnlyList<(ClaimedWebhook Webhook, StorageException Error)> refused =
            [.. applied.Refused.Select(r => (r.Thing.Webhook, r.Error)), .. settled.Refused.Select(r => (of[r.Thing.Number], r.Error))];
        await ReturnAsync(
            lease,
            [
                .. settled.Failed.Select(f => Failed(of[f.Thing.Number], f.Error)),
                .. refused.Select(r => new WebhookSettlement(r.Webhook.Number, Back(InboxVerdict.Refused, r.Error))),
                .. As(InboxVerdict.HandBack, applied.Untried.Select(r => r.Webhook).Concat(settled.Untried.Select(s => of[s.Number]))),
            ],
            cancellationToken).ConfigureAwait(false);
        return refused.Count == 0 ? null : refused[^1].Error;
    }

    // One that is worked on alone lets others go before it.
    private InboxVerdict Back(InboxVerdict verdict, Exception exception) =>
        _isolation.IsOn ? InboxVerdict.PutOff(options.Value.RetryDelay, InboxRetry.Describe(exception)) : verdict;

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
    private async Task TryReturnAsync(long lease, IReadOnlyList<WebhookSettlement> settlements)
    {
        using var limit = new CancellationTokenSource(ReturnTimeout, time);
        try
        {
            await ReturnAsync(lease, settlements, limit.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (e is StorageException or OperationCanceledException)
        {
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
