using Notify.Inbox;
using Notify.Testing.Conformance.Support;
using Notify.Webhooks;
using Xunit;

namespace Notify.Testing.Conformance;

/// <summary>What <see cref="IInbox"/> promises of webhooks.</summary>
/// <typeparam name="TFixture">The provider's fixture.</typeparam>
public abstract class WebhookConformance<TFixture> : StorageConformance<TFixture>
    where TFixture : StorageFixture, new()
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task Claim_gives_webhooks_as_they_came_and_in_their_order()
    {
        await Work.StoreWebhooksAsync("one", "two");
        await Store.Inbox.StoreAsync([Work.Webhook("", Channel.Sms)], default);

        var batch = await Work.ClaimWebhooksAsync();

        Assert.Equal(["one", "two", ""], batch.Webhooks.Select(w => Work.BodyOf(w.Webhook)));
        Assert.Equal([Channel.WhatsApp, Channel.WhatsApp, Channel.Sms], batch.Webhooks.Select(w => w.Channel));
        Assert.All(batch.Webhooks, w => Assert.Equal(("reader", "route", Work.Now, 1), (w.Webhook.Reader, w.Webhook.Route, w.ReceivedAt, w.Attempt)));
        Assert.Equal(batch.Webhooks.Select(w => w.Number).Order(), batch.Webhooks.Select(w => w.Number));
    }

    [Fact]
    public async Task Store_keeps_nothing_of_the_callers_memory()
    {
        var bytes = "lent"u8.ToArray();
        await Store.Inbox.StoreAsync([new NewWebhook(Channel.WhatsApp, new ReceivedWebhook("reader", "route", bytes))], default);
        Array.Clear(bytes);

        Assert.Equal("lent", Work.BodyOf(Assert.Single((await Work.ClaimWebhooksAsync()).Webhooks).Webhook));
    }

    [Fact]
    public async Task Claim_gives_no_more_than_asked_for_and_nothing_twice()
    {
        await Work.StoreWebhooksAsync("one", "two", "three");

        Assert.Equal(["one", "two"], (await Work.ClaimWebhooksAsync(2)).Webhooks.Select(w => Work.BodyOf(w.Webhook)));
        Assert.Equal(["three"], (await Work.ClaimWebhooksAsync(2)).Webhooks.Select(w => Work.BodyOf(w.Webhook)));
        Assert.Empty((await Work.ClaimWebhooksAsync(2)).Webhooks);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(7, 1)]
    [InlineData(8, 2)]
    [InlineData(9, 3)]
    [InlineData(100, 3)]
    public async Task Claim_gives_no_more_bytes_than_asked_for_but_one_webhook_at_least(int mostBytes, int expected)
    {
        await Work.StoreWebhooksAsync("four", "five", "6", "7777777");

        Assert.Equal(expected, (await Store.Inbox.ClaimWebhooksAsync(new InboxClaim(3, Work.Lease, mostBytes), default)).Webhooks.Count);
        Assert.Equal(4 - expected, (await Work.ClaimWebhooksAsync()).Webhooks.Count);
    }

    [Fact]
    public async Task Claim_gives_again_what_was_not_settled_within_its_lease()
    {
        await Work.StoreWebhooksAsync("one");
        var first = await Work.ClaimWebhooksAsync();
        await Work.AdvanceAsync(Work.Lease);

        var second = await Work.ClaimWebhooksAsync();

        Assert.Equal(2, Assert.Single(second.Webhooks).Attempt);
        Assert.NotEqual(first.Lease, second.Lease);
    }

    [Fact]
    public async Task Workers_side_by_side_claim_each_webhook_once()
    {
        var bodies = Enumerable.Range(0, 200).Select(i => $"{i}").ToArray();
        await Work.StoreWebhooksAsync(bodies);
        var second = await Work.SecondAsync();

        var batches = await Race.RunAsync(20, i => (i % 2 == 0 ? Store : second).Inbox.ClaimWebhooksAsync(new InboxClaim(10, Work.Lease), default));
        var rest = await Work.ClaimWebhooksAsync(200);

        Assert.Equal(bodies.Order(StringComparer.Ordinal), batches.Append(rest).SelectMany(b => b.Webhooks).Select(w => Work.BodyOf(w.Webhook)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Settle_as_done_removes_the_webhook_and_stores_its_messages_once()
    {
        var contact = (await Work.ContactAsync()).Id;
        var message = Work.Message(contact);
        var other = Work.Message(contact);

        Assert.Equal([message.Id], await Work.StoreMessagesAsync(message, message));
        Assert.Equal([other.Id], await Work.StoreMessagesAsync(message with { Content = default }, other));

        var stored = await Work.InboundAsync();
        Assert.Equal([other.Id, message.Id], stored.Select(m => m.Id));
        Assert.All(stored, m => Assert.Equal(message.Content.ToArray(), m.Content.ToArray()));
        Assert.Equal(default, await WaitingAsync());
    }

    [Fact]
    public async Task Settle_on_two_workers_at_once_stores_a_message_once()
    {
        var messages = Enumerable.Range(0, 20).Select(_ => Work.Message(Guid.NewGuid())).ToArray();
        await Work.StoreWebhooksAsync("one", "two");
        var second = await Work.SecondAsync();
        WebhookBatch[] batches = [await Work.ClaimWebhooksAsync(1), await Work.ClaimWebhooksAsync(1)];

        var stored = await Race.RunAsync(2, i => (i == 0 ? Store : second).Inbox.SettleWebhooksAsync(
            batches[i].Lease,
            [new WebhookSettlement(batches[i].Webhooks[0].Number, InboxVerdict.Done) { Messages = i == 0 ? messages : [.. messages.Reverse()] }],
            default));

        Assert.Equal(messages.Select(m => m.Id).Order(), stored.SelectMany(s => s).Order());
        Assert.Equal(20, (await Work.InboundAsync()).Count);
    }

    [Fact]
    public async Task Settle_under_an_older_lease_changes_nothing()
    {
        await Work.StoreWebhooksAsync("one");
        var first = await Work.ClaimWebhooksAsync();
        await Work.AdvanceAsync(Work.Lease);
        var second = await Work.ClaimWebhooksAsync();

        var late = await Store.Inbox.SettleWebhooksAsync(
            first.Lease,
            [new WebhookSettlement(first.Webhooks[0].Number, InboxVerdict.Done) { Messages = [Work.Message(Guid.NewGuid())] }],
            default);
        await Store.Inbox.SettleWebhooksAsync(first.Lease, [new WebhookSettlement(first.Webhooks[0].Number, InboxVerdict.Dead("late"))], default);

        Assert.Empty(late);
        Assert.Empty(await Work.InboundAsync());
        Assert.Empty(await Store.Inbound.ReadDeadWebhooksAsync(10, null, default));
        await Store.Inbox.SettleWebhooksAsync(second.Lease, [new WebhookSettlement(second.Webhooks[0].Number, InboxVerdict.Done)], default);
        Assert.Equal(default, await WaitingAsync());
    }

    [Fact]
    public async Task Settle_as_retry_lets_it_wait_and_come_again()
    {
        await Work.StoreWebhooksAsync("one");
        await Work.SettleWebhookAsync(InboxVerdict.Retry(Minute, "not now"));

        await Work.AdvanceAsync(Minute - TimeSpan.FromSeconds(1));
        Assert.Empty((await Work.ClaimWebhooksAsync()).Webhooks);
        await Work.AdvanceAsync(TimeSpan.FromSeconds(1));

        Assert.Equal(2, Assert.Single((await Work.ClaimWebhooksAsync()).Webhooks).Attempt);
    }

    [Fact]
    public async Task Settle_as_handed_back_costs_no_attempt()
    {
        await Work.StoreWebhooksAsync("one");
        await Work.SettleWebhookAsync(InboxVerdict.HandBack);

        Assert.Equal(1, Assert.Single((await Work.ClaimWebhooksAsync()).Webhooks).Attempt);
    }

    [Fact]
    public async Task Settle_as_handed_back_leaves_deaths_as_they_were()
    {
        await Work.StoreWebhooksAsync("one");
        await Work.ClaimWebhooksAsync();
        await Work.AdvanceAsync(Work.Lease);
        await Work.SettleWebhookAsync(InboxVerdict.HandBack);

        Assert.Equal((2, 1), Assert.Single((await Work.ClaimWebhooksAsync()).Webhooks) is var w ? (w.Attempt, w.Deaths) : default);
    }

    [Fact]
    public async Task Deaths_count_leases_that_ran_out_until_it_is_settled()
    {
        await Work.StoreWebhooksAsync("one");
        var deaths = new List<int>();
        for (var i = 0; i < 3; i++)
        {
            deaths.Add(Assert.Single((await Work.ClaimWebhooksAsync()).Webhooks).Deaths);
            await Work.AdvanceAsync(Work.Lease);
        }

        await Work.SettleWebhookAsync(InboxVerdict.Retry(TimeSpan.Zero, "not now"));

        Assert.Equal([0, 1, 2], deaths);
        Assert.Equal((5, 0), Assert.Single((await Work.ClaimWebhooksAsync()).Webhooks) is var w ? (w.Attempt, w.Deaths) : default);
    }

    [Fact]
    public async Task Refusals_count_what_was_handed_back_as_refused_at_no_cost_until_it_is_tried_again()
    {
        await Work.StoreWebhooksAsync("one");
        await Work.ClaimWebhooksAsync();
        await Work.AdvanceAsync(Work.Lease);
        await Work.SettleWebhookAsync(InboxVerdict.Refused);
        await Work.SettleWebhookAsync(InboxVerdict.Refused);
        await Work.SettleWebhookAsync(InboxVerdict.HandBack);
        await Work.SettleWebhookAsync(InboxVerdict.Retry(TimeSpan.Zero, "not now"));
        var refused = Assert.Single((await Work.ClaimWebhooksAsync()).Webhooks);
        await Work.AdvanceAsync(Work.Lease);
        await Work.SettleWebhookAsync(InboxVerdict.Dead("refused"));

        await Store.Inbound.RetryWebhooksAsync(null, Work.Command, default);

        Assert.Equal((3, 2), (refused.Attempt, refused.Refusals));
        Assert.Equal(0, Assert.Single((await Work.ClaimWebhooksAsync()).Webhooks).Refusals);
    }

    [Fact]
    public async Task Dead_webhooks_are_listed_with_their_reason_and_can_be_tried_again()
    {
        await Work.StoreWebhooksAsync("one", "two", "three");
        await Work.SettleWebhookAsync(InboxVerdict.Dead("nobody reads this"));
        await Work.AdvanceAsync(TimeSpan.FromDays(1));
        Assert.Empty((await Work.ClaimWebhooksAsync()).Webhooks);

        var dead = await Store.Inbound.ReadDeadWebhooksAsync(2, null, default);
        Assert.Equal(["three", "two"], dead.Select(d => Work.BodyOf(d.Webhook)));
        Assert.All(dead, d => Assert.Equal(("nobody reads this", 1, Channel.WhatsApp), (d.Reason, d.Attempts, d.Channel)));
        var last = Assert.Single(await Store.Inbound.ReadDeadWebhooksAsync(2, dead[^1].Number, default));

        Assert.Equal(1, await Store.Inbound.RetryWebhooksAsync([last.Number], Work.Command, default));
        Assert.Equal(1, Assert.Single((await Work.ClaimWebhooksAsync()).Webhooks).Attempt);
        Assert.Equal(2, await Store.Inbound.RetryWebhooksAsync(null, Work.Command, default));
        Assert.Equal(0, await Store.Inbound.RetryWebhooksAsync(null, Work.Command, default));
    }

    [Fact]
    public async Task Count_tells_what_waits_and_what_is_dead()
    {
        await Work.StoreMessageAsync();
        await Work.SettleMessageAsync(InboxVerdict.Dead("broken"));
        await Work.StoreWebhooksAsync("dead");
        await Work.SettleWebhookAsync(InboxVerdict.Dead("broken"));
        await Work.StoreMessageAsync("+250788000002");
        var oldest = Work.Now;
        await Work.StoreWebhooksAsync("one");
        await Work.AdvanceAsync(Minute);
        await Work.StoreWebhooksAsync("two");
        await Work.ClaimWebhooksAsync(1);

        Assert.Equal(new InboxCounts(2, oldest, 1, 1, 1), await Store.Inbound.CountAsync(default));
    }

    [Fact]
    public async Task Calls_with_nothing_do_nothing()
    {
        await Store.Inbox.StoreAsync([], default);

        Assert.Empty(await Store.Inbox.SettleWebhooksAsync(1, [], default));
        await Store.Inbox.SettleMessagesAsync(1, [], default);
        Assert.Empty((await Work.ClaimWebhooksAsync()).Webhooks);
        Assert.Empty((await Work.ClaimMessagesAsync()).Messages);
    }

    private async Task<InboxCounts> WaitingAsync() => await Store.Inbound.CountAsync(default) with { Messages = 0 };
}
