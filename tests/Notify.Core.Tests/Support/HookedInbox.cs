using Notify.Inbox;

namespace Notify.Core.Tests.Support;

/// <summary>An inbox into whose calls a test can reach.</summary>
internal sealed class HookedInbox(IInbox inner) : IInbox
{
    private readonly List<int> _stored = [];

    public Func<CancellationToken, Task> BeforeStore { get; set; } = _ => Task.CompletedTask;

    public Func<Task> BeforeSettleWebhooks { get; set; } = () => Task.CompletedTask;

    public Func<Task> BeforeSettleMessages { get; set; } = () => Task.CompletedTask;

    /// <summary>How many webhooks each call stored.</summary>
    public IReadOnlyList<int> Stored => _stored;

    public async Task StoreAsync(IReadOnlyList<NewWebhook> webhooks, CancellationToken cancellationToken)
    {
        await BeforeStore(cancellationToken);
        await inner.StoreAsync(webhooks, cancellationToken);
        _stored.Add(webhooks.Count);
    }

    public Task<WebhookBatch> ClaimWebhooksAsync(InboxClaim claim, CancellationToken cancellationToken) => inner.ClaimWebhooksAsync(claim, cancellationToken);

    public async Task<IReadOnlySet<Guid>> SettleWebhooksAsync(long lease, IReadOnlyList<WebhookSettlement> settlements, CancellationToken cancellationToken)
    {
        await BeforeSettleWebhooks();
        return await inner.SettleWebhooksAsync(lease, settlements, cancellationToken);
    }

    public Task<InboundBatch> ClaimMessagesAsync(InboxClaim claim, CancellationToken cancellationToken) => inner.ClaimMessagesAsync(claim, cancellationToken);

    public async Task SettleMessagesAsync(long lease, IReadOnlyList<InboundSettlement> settlements, CancellationToken cancellationToken)
    {
        await BeforeSettleMessages();
        await inner.SettleMessagesAsync(lease, settlements, cancellationToken);
    }
}
