using System.Text;
using Notify.Deliveries;
using Notify.Inbox;
using Notify.Storage.Postgres.Tests.Support;
using Notify.Webhooks;

namespace Notify.Storage.Postgres.Tests.Inbox;

public sealed class RetryAuditTests : PostgresTest
{
    [Fact]
    public async Task RetryWebhooks_writes_down_who_tried_which_again_and_why()
    {
        var webhook = new NewWebhook(Channel.WhatsApp, new ReceivedWebhook("whatsapp", "default", Encoding.UTF8.GetBytes("broken")));
        await Store.Inbox.StoreAsync([webhook, webhook, webhook], default);
        var batch = await Store.Inbox.ClaimWebhooksAsync(new InboxClaim(10, TimeSpan.FromMinutes(1)), default);
        await Store.Inbox.SettleWebhooksAsync(batch.Lease, [.. batch.Webhooks.Select(w => new WebhookSettlement(w.Number, InboxVerdict.Dead("broken")))], default);

        await Store.Inbound.RetryWebhooksAsync([batch.Webhooks[1].Number, 999], new CommandInfo("claire", "reader mended"), default);
        await Store.Inbound.RetryWebhooksAsync(null, new CommandInfo("aline", "the rest"), default);

        const string Trail = """
            SELECT string_agg(concat_ws('/', d.event, d.tenant, a.name, d.reason, d.detail), ' ' ORDER BY a.name DESC, d.detail)
            FROM notify.audit d JOIN notify.actor a USING (actor_id)
            """;
        (await Sql.ScalarAsync<string>(Fixture.ConnectionString, Trail)).Should().Be(
            $"webhook_retried//claire/reader mended/{batch.Webhooks[1].Number} webhook_retried//aline/the rest/{batch.Webhooks[0].Number} "
            + $"webhook_retried//aline/the rest/{batch.Webhooks[2].Number}");
    }
}
