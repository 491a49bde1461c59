using System.Collections.Concurrent;
using Notify.Inbox;

namespace Notify.Core.Tests.Support;

/// <summary>An inbox into whose calls a test can reach.</summary>
internal sealed class HookedInbox(IInbox inner) : IInbox
{
    private readonly List<int> _stored = [];
    private readonly List<int> _claimed = [];
    private readonly ConcurrentDictionary<Guid, bool> _killers = [];
    private volatile bool _isKilled;

    public Func<CancellationToken, Task> BeforeStore { get; set; } = _ => Task.CompletedTask;

    public Func<Task> BeforeSettleWebhooks { get; set; } = () => Task.CompletedTask;

    /// <summary>Says which messages the store cannot keep.</summary>
    public Func<NewInbound, bool> Refuses { get; set; } = _ => false;

    public Func<Task> BeforeSettleMessages { get; set; } = () => Task.CompletedTask;

    /// <summary>Says which messages end the worker that runs their handlers: nothing more is claimed or settled until <see cref="Restart"/>.</summary>
    public Func<ClaimedInbound, bool> IsKiller { get; set; } = _ => false;

    /// <summary>How many webhooks or messages were claimed each time there were any.</summary>
    public IReadOnlyList<int> Claimed => _claimed;

    /// <summary>How many webhooks each call stored.</summary>
    public IReadOnlyList<int> Stored => _stored;

    public async Task StoreAsync(IReadOnlyList<NewWebhook> webhooks, CancellationToken cancellationToken)
    {
        await BeforeStore(cancellationToken);
        await inner.StoreAsync(webhooks, cancellationToken);
        _stored.Add(webhooks.Count);
    }

    public async Task<WebhookBatch> ClaimWebhooksAsync(InboxClaim claim, CancellationToken cancellationToken)
    {
        var batch = await inner.ClaimWebhooksAsync(claim, cancellationToken);
        Count(batch.Webhooks.Count);
        return batch;
    }

    public async Task<IReadOnlySet<Guid>> SettleWebhooksAsync(long lease, IReadOnlyList<WebhookSettlement> settlements, CancellationToken cancellationToken)
    {
        await BeforeSettleWebhooks();
        cancellationToken.ThrowIfCancellationRequested();
        if (settlements.SelectMany(s => s.Messages).Any(Refuses))
        {
            throw HookedQueue.Broken();
        }

        return await inner.SettleWebhooksAsync(lease, settlements, cancellationToken);
    }

    public async Task<InboundBatch> ClaimMessagesAsync(InboxClaim claim, CancellationToken cancellationToken)
    {
        ThrowIfKilled();
        var batch = await inner.ClaimMessagesAsync(claim, cancellationToken);
        Count(batch.Messages.Count);
        foreach (var message in batch.Messages.Where(IsKiller))
        {
            _killers[message.Id] = true;
        }

        return batch;
    }

    public async Task SettleMessagesAsync(long lease, IReadOnlyList<InboundSettlement> settlements, CancellationToken cancellationToken)
    {
        await BeforeSettleMessages();
        _isKilled |= !_killers.IsEmpty && settlements.Any(s => s.Verdict.State == InboxState.Done);
        ThrowIfKilled();

        await inner.SettleMessagesAsync(lease, settlements, cancellationToken);
        foreach (var settlement in settlements)
        {
            _killers.TryRemove(settlement.Id, out _);
        }
    }

    /// <summary>Begins a new life: nothing is held any more.</summary>
    public void Restart()
    {
        _killers.Clear();
        _isKilled = false;
    }

    private void ThrowIfKilled()
    {
        if (_isKilled)
        {
            throw HookedQueue.Broken();
        }
    }

    private void Count(int claimed)
    {
        if (claimed > 0)
        {
            _claimed.Add(claimed);
        }
    }
}
