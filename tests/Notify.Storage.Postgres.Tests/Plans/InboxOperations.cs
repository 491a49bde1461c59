using Notify.Contacts;
using Notify.Deliveries;
using Notify.Inbox;
using Notify.Testing.Conformance;
using Notify.Webhooks;

namespace Notify.Storage.Postgres.Tests.Plans;

/// <summary>What endpoints, workers and operators ask of the inbox.</summary>
internal sealed class InboxOperations(StoragePorts store, string tenant)
{
    private static readonly InboxClaim Claim = new(200, TimeSpan.FromMinutes(5));

    public async Task RunAsync()
    {
        await store.Inbox.StoreAsync([.. Enumerable.Range(0, 50).Select(_ => new NewWebhook(Channel.Sms, new ReceivedWebhook("reader", "", new byte[64])))], default);
        await ReadAsync();
        await HandleAsync();
        await LookAsync();
    }

    private async Task ReadAsync()
    {
        var contact = (await store.Contacts.FindOrAddAsync([new ContactKey(tenant, Address.Phone("+250700000080"))], null, default)).Contacts[0]!;
        var batch = await store.Inbox.ClaimWebhooksAsync(Claim, default);
        batch.Webhooks.Should().HaveCount(Claim.Limit);
        await store.Inbox.SettleWebhooksAsync(batch.Lease, [.. batch.Webhooks.Select((w, i) => Settle(w.Number, i, contact.Id))], default);
    }

    private WebhookSettlement Settle(long number, int place, Guid contactId) => (place % 10) switch
    {
        8 => new WebhookSettlement(number, InboxVerdict.Retry(TimeSpan.FromMinutes(1), "not now")),
        9 => new WebhookSettlement(number, InboxVerdict.Dead("broken")),
        _ => new WebhookSettlement(number, InboxVerdict.Done) { Messages = [Message(contactId)] },
    };

    private NewInbound Message(Guid contactId)
    {
        var id = Guid.NewGuid();
        return new NewInbound
        {
            Id = id,
            Tenant = tenant,
            ContactId = contactId,
            Channel = Channel.Sms,
            Account = "main",
            ProviderMessageId = id.ToString(),
            Kind = "text",
            Content = new byte[64],
        };
    }

    private async Task HandleAsync()
    {
        var batch = await store.Inbox.ClaimMessagesAsync(Claim, default);
        batch.Messages.Should().HaveCount(Claim.Limit);
        await store.Inbox.SettleMessagesAsync(
            batch.Lease, [.. batch.Messages.Select((m, i) => new InboundSettlement(m.Id, i % 10 == 9 ? InboxVerdict.Dead("broken") : InboxVerdict.Done))], default);
    }

    private async Task LookAsync()
    {
        var all = new InboundSelection(tenant);
        var first = (await store.Inbound.PageAsync(all, 20, null, default)).Messages[0];
        InboundSelection[] selections =
        [
            all with { Id = first.Id },
            all with { ContactId = first.ContactId },
            all with { State = InboxState.Waiting },
            all with { State = InboxState.Done },
            all with { State = InboxState.Dead },
        ];
        foreach (var selection in selections)
        {
            await store.Inbound.PageAsync(selection, 20, null, default);
        }

        await store.Inbound.ReadDeadWebhooksAsync(20, null, default);
        await store.Inbound.RetryMessagesAsync(all with { Id = first.Id }, new CommandInfo("claire", "mended"), default);
    }
}
