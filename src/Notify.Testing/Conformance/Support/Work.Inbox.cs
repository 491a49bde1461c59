using System.Text;
using Notify.Inbox;
using Notify.Webhooks;

namespace Notify.Testing.Conformance.Support;

/// <content>The inbox.</content>
internal sealed partial class Work
{
    public static NewWebhook Webhook(string body = "body", Channel? channel = null) =>
        new(channel ?? Channel.WhatsApp, new ReceivedWebhook("reader", "route", Encoding.UTF8.GetBytes(body)));

    public static string BodyOf(ReceivedWebhook webhook) => Encoding.UTF8.GetString(webhook.Body.Span);

    public static NewInbound Message(Guid contactId, Guid? id = null, string body = "Hello", string tenant = Tenant) => new()
    {
        Id = id ?? Guid.NewGuid(),
        Tenant = tenant,
        ContactId = contactId,
        Channel = Channel.WhatsApp,
        Account = Account,
        ProviderMessageId = $"wamid.{id}",
        Kind = "text",
        SentAt = DateTimeOffset.UnixEpoch,
        Content = Encoding.UTF8.GetBytes(body),
        Raw = Encoding.UTF8.GetBytes($"{{{body}}}"),
    };

    public Task StoreWebhooksAsync(params string[] bodies) => Store.Inbox.StoreAsync([.. bodies.Select(b => Webhook(b))], default);

    public Task<WebhookBatch> ClaimWebhooksAsync(int limit = 100) => Store.Inbox.ClaimWebhooksAsync(new InboxClaim(limit, Lease), default);

    public Task<InboundBatch> ClaimMessagesAsync(int limit = 100) => Store.Inbox.ClaimMessagesAsync(new InboxClaim(limit, Lease), default);

    /// <summary>Stores messages as if one webhook had held them.</summary>
    /// <returns>Those that were not known.</returns>
    public async Task<IReadOnlySet<Guid>> StoreMessagesAsync(params NewInbound[] messages)
    {
        await StoreWebhooksAsync("messages");
        var batch = await ClaimWebhooksAsync();
        var settlements = batch.Webhooks.Select((w, i) => new WebhookSettlement(w.Number, InboxVerdict.Done) { Messages = i == 0 ? messages : [] });
        return await Store.Inbox.SettleWebhooksAsync(batch.Lease, [.. settlements], default);
    }

    /// <summary>Stores one message of the usual contact.</summary>
    public async Task<NewInbound> StoreMessageAsync(string number = "+250788000001")
    {
        var message = Message((await ContactAsync(number)).Id);
        await StoreMessagesAsync(message);
        return message;
    }

    /// <summary>Claims the only webhook or message there is and settles it.</summary>
    public async Task SettleWebhookAsync(InboxVerdict verdict)
    {
        var batch = await ClaimWebhooksAsync();
        await Store.Inbox.SettleWebhooksAsync(batch.Lease, [.. batch.Webhooks.Select(w => new WebhookSettlement(w.Number, verdict))], default);
    }

    public async Task SettleMessageAsync(InboxVerdict verdict)
    {
        var batch = await ClaimMessagesAsync();
        await Store.Inbox.SettleMessagesAsync(batch.Lease, [.. batch.Messages.Select(m => new InboundSettlement(m.Id, verdict))], default);
    }

    public async Task<IReadOnlyList<InboundRecord>> InboundAsync(InboundSelection? selection = null) =>
        (await Store.Inbound.PageAsync(selection ?? new InboundSelection(Tenant), 100, null, default)).Messages;
}
