using System.Text;
using Notify.Deliveries;
using Notify.Inbox;
using Notify.Testing.Conformance;
using Notify.Webhooks;

namespace Notify.Tests.Inbox;

/// <summary>What a store writes down of webhooks that are tried again: no port reads it, for they are no tenant's.</summary>
public abstract class RetryAuditTests<TFixture> : IAsyncLifetime
    where TFixture : StorageFixture, new()
{
    protected TFixture Fixture { get; } = new();

    private StoragePorts Store { get; set; } = null!;

    public async Task InitializeAsync() => Store = await Fixture.CreateAsync();

    public async Task DisposeAsync() => await Fixture.DisposeAsync();

    [Fact]
    public async Task RetryWebhooks_writes_down_who_tried_which_again_and_why()
    {
        var webhook = new NewWebhook(Channel.WhatsApp, new ReceivedWebhook("whatsapp", "default", Encoding.UTF8.GetBytes("broken")));
        await Store.Inbox.StoreAsync([webhook, webhook, webhook], default);
        var batch = await Store.Inbox.ClaimWebhooksAsync(new InboxClaim(10, TimeSpan.FromMinutes(1)), default);
        await Store.Inbox.SettleWebhooksAsync(batch.Lease, [.. batch.Webhooks.Select(w => new WebhookSettlement(w.Number, InboxVerdict.Dead("broken")))], default);

        await Store.Inbound.RetryWebhooksAsync([batch.Webhooks[1].Number, 999], new CommandInfo("claire", "reader mended"), default);
        await Store.Inbound.RetryWebhooksAsync(null, new CommandInfo("aline", "the rest"), default);

        (await AuditAsync()).Should().Be(
            $"webhook_retried//claire/reader mended/{batch.Webhooks[1].Number} webhook_retried//aline/the rest/{batch.Webhooks[0].Number} "
            + $"webhook_retried//aline/the rest/{batch.Webhooks[2].Number}");
    }

    /// <summary>All that is written down, in order: event, tenant, actor, reason and detail.</summary>
    protected abstract Task<string> AuditAsync();
}
