using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Notify.Inbox;

namespace Notify.EndToEnd.Tests.Killing;

/// <summary>Stands still where a message was handled and is not marked as such yet, and says so.</summary>
internal sealed class HaltingInbox(IInbox inner) : IInbox
{
    public const string Halted = "handled, not marked";

    /// <summary>Puts it in the place of the store's own.</summary>
    public static void AddTo(IServiceCollection services)
    {
        var own = services.Last(s => s.ServiceType == typeof(IInbox)).ImplementationType!;
        services.Replace(ServiceDescriptor.Singleton<IInbox>(p => new HaltingInbox((IInbox)ActivatorUtilities.CreateInstance(p, own))));
    }

    public Task StoreAsync(IReadOnlyList<NewWebhook> webhooks, CancellationToken cancellationToken) => inner.StoreAsync(webhooks, cancellationToken);

    public Task<WebhookBatch> ClaimWebhooksAsync(InboxClaim claim, CancellationToken cancellationToken) => inner.ClaimWebhooksAsync(claim, cancellationToken);

    public Task<IReadOnlySet<Guid>> SettleWebhooksAsync(long lease, IReadOnlyList<WebhookSettlement> settlements, CancellationToken cancellationToken) =>
        inner.SettleWebhooksAsync(lease, settlements, cancellationToken);

    public Task<InboundBatch> ClaimMessagesAsync(InboxClaim claim, CancellationToken cancellationToken) => inner.ClaimMessagesAsync(claim, cancellationToken);

    public Task SettleMessagesAsync(long lease, IReadOnlyList<InboundSettlement> settlements, CancellationToken cancellationToken)
    {
        Console.WriteLine(Halted);
        return Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, CancellationToken.None);
    }
}
