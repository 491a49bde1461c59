using Notify.Auditing;
using Notify.Deliveries;
using Notify.Inbox;
using Notify.Receipts;
using Notify.Testing.Conformance.Support;
using Xunit;

namespace Notify.Testing.Conformance;

/// <summary>What <see cref="IInbox"/> and <see cref="IInboundLog"/> promise of messages people write, and what the inbox means to receipt windows.</summary>
/// <typeparam name="TFixture">The provider's fixture.</typeparam>
public abstract class InboundConformance<TFixture> : StorageConformance<TFixture>
    where TFixture : StorageFixture, new()
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task Claim_gives_a_message_as_it_was_stored()
    {
        var message = await Work.StoreMessageAsync();

        var claimed = Assert.Single((await Work.ClaimMessagesAsync()).Messages);

        Assert.Equal(
            (message.Id, Work.Tenant, message.ContactId, Work.Now, 1),
            (claimed.Id, claimed.Tenant, claimed.ContactId, claimed.ReceivedAt, claimed.Attempt));
        Assert.Equal(message.Content.ToArray(), claimed.Content.ToArray());
        Assert.Equal(message.Raw.ToArray(), claimed.Raw.ToArray());
        Assert.Empty((await Work.ClaimMessagesAsync()).Messages);
    }

    [Fact]
    public async Task Claim_gives_one_message_of_a_person_at_a_time_in_their_order()
    {
        var (ann, ben) = ((await Work.ContactAsync()).Id, (await Work.ContactAsync("+250788000002")).Id);
        NewInbound[] all = [Work.Message(ann), Work.Message(ann), Work.Message(ben), Work.Message(ann)];
        await Work.StoreMessagesAsync(all);

        var first = await Work.ClaimMessagesAsync();
        Assert.Equal([all[0].Id, all[2].Id], first.Messages.Select(m => m.Id));
        Assert.Empty((await Work.ClaimMessagesAsync()).Messages);

        await Store.Inbox.SettleMessagesAsync(first.Lease, [new InboundSettlement(all[0].Id, InboxVerdict.Done)], default);
        Assert.Equal([all[1].Id], (await Work.ClaimMessagesAsync()).Messages.Select(m => m.Id));
    }

    [Fact]
    public async Task Claim_goes_on_to_a_persons_next_message_while_one_waits_to_be_tried_again()
    {
        var ann = (await Work.ContactAsync()).Id;
        NewInbound[] both = [Work.Message(ann), Work.Message(ann)];
        await Work.StoreMessagesAsync(both);
        await Work.SettleMessageAsync(InboxVerdict.Retry(Minute, "not now"));

        Assert.Equal([both[1].Id], (await Work.ClaimMessagesAsync()).Messages.Select(m => m.Id));
        await Work.AdvanceAsync(Minute);
        Assert.Equal((both[0].Id, 2), Assert.Single((await Work.ClaimMessagesAsync(1)).Messages) is var m ? (m.Id, m.Attempt) : default);
    }

    [Fact]
    public async Task Workers_side_by_side_never_hold_two_messages_of_one_person()
    {
        var people = new List<Guid>();
        for (var i = 0; i < 5; i++)
        {
            people.Add((await Work.ContactAsync($"+25078800010{i}")).Id);
        }

        await Work.StoreMessagesAsync([.. Enumerable.Range(0, 50).Select(i => Work.Message(people[i % 5]))]);
        var second = await Work.SecondAsync();

        var batches = await Race.RunAsync(8, i => (i % 2 == 0 ? Store : second).Inbox.ClaimMessagesAsync(new InboxClaim(3, Work.Lease), default));

        Assert.Equal(people.Order(), batches.SelectMany(b => b.Messages).Select(m => m.ContactId).Order());
    }

    [Fact]
    public async Task Claim_gives_again_what_was_not_settled_and_refuses_the_late_settlement()
    {
        var message = await Work.StoreMessageAsync();
        var first = await Work.ClaimMessagesAsync();
        await Work.AdvanceAsync(Work.Lease);
        Assert.Equal(2, Assert.Single((await Work.ClaimMessagesAsync()).Messages).Attempt);

        await Store.Inbox.SettleMessagesAsync(first.Lease, [new InboundSettlement(message.Id, InboxVerdict.Done)], default);

        Assert.Equal(InboxState.Waiting, Assert.Single(await Work.InboundAsync()).State);
    }

    [Fact]
    public async Task Settle_as_handed_back_leaves_reason_and_deaths_as_they_were()
    {
        await Work.StoreMessageAsync();
        await Work.SettleMessageAsync(InboxVerdict.Retry(TimeSpan.Zero, "not now"));
        await Work.ClaimMessagesAsync();
        await Work.AdvanceAsync(Work.Lease);
        await Work.SettleMessageAsync(InboxVerdict.HandBack);

        Assert.Equal((2, "not now"), Assert.Single(await Work.InboundAsync()) is var r ? (r.Attempts, r.Reason) : default);
        Assert.Equal((3, 1), Assert.Single((await Work.ClaimMessagesAsync()).Messages) is var m ? (m.Attempt, m.Deaths) : default);
    }

    [Fact]
    public async Task Deaths_count_leases_that_ran_out_until_it_is_settled()
    {
        await Work.StoreMessageAsync();
        var deaths = new List<int>();
        for (var i = 0; i < 3; i++)
        {
            deaths.Add(Assert.Single((await Work.ClaimMessagesAsync()).Messages).Deaths);
            await Work.AdvanceAsync(Work.Lease);
        }

        await Work.SettleMessageAsync(InboxVerdict.Retry(TimeSpan.Zero, "not now"));

        Assert.Equal([0, 1, 2], deaths);
        Assert.Equal((5, 0), Assert.Single((await Work.ClaimMessagesAsync()).Messages) is var m ? (m.Attempt, m.Deaths) : default);
    }

    [Fact]
    public async Task Settled_messages_stay_with_what_became_of_them()
    {
        var done = await Work.StoreMessageAsync();
        await Work.SettleMessageAsync(InboxVerdict.DoneBecause("unhandled"));
        var dead = await Work.StoreMessageAsync("+250788000002");
        await Work.SettleMessageAsync(InboxVerdict.Dead("broken"));
        var back = await Work.StoreMessageAsync("+250788000003");
        await Work.SettleMessageAsync(InboxVerdict.HandBack);

        var records = await Work.InboundAsync();

        Assert.Equal([back.Id, dead.Id, done.Id], records.Select(r => r.Id));
        Assert.Equal(
            [(InboxState.Waiting, null, 0), (InboxState.Dead, "broken", 1), (InboxState.Done, "unhandled", 1)],
            records.Select(r => (r.State, r.Reason, r.Attempts)));
        Assert.All(records, r => Assert.Equal(
            (Channel.WhatsApp, Work.Account, "text", DateTimeOffset.UnixEpoch, Work.Now), (r.Channel, r.Account, r.Kind, r.SentAt!.Value, r.ReceivedAt)));
        Assert.All(records, r => Assert.NotNull(r.ProviderMessageId));
    }

    [Fact]
    public async Task Page_gives_what_matches_page_by_page_and_no_other_tenants()
    {
        var (ann, ben) = ((await Work.ContactAsync()).Id, (await Work.ContactAsync("+250788000002")).Id);
        NewInbound[] all = [Work.Message(ann), Work.Message(ben), Work.Message(ann), Work.Message(ann, tenant: "globex")];
        await Work.StoreMessagesAsync(all);

        var first = await Store.Inbound.PageAsync(new InboundSelection(Work.Tenant), 2, null, default);
        var second = await Store.Inbound.PageAsync(new InboundSelection(Work.Tenant), 2, first.Next, default);
        Assert.Equal([all[2].Id, all[1].Id], first.Messages.Select(m => m.Id));
        Assert.Equal([all[0].Id], second.Messages.Select(m => m.Id));
        Assert.Null(second.Next);
        Assert.Equal([all[1].Id], (await Work.InboundAsync(new InboundSelection(Work.Tenant) { ContactId = ben })).Select(m => m.Id));
        Assert.Equal([all[0].Id], (await Work.InboundAsync(new InboundSelection(Work.Tenant) { Id = all[0].Id })).Select(m => m.Id));
        Assert.Empty(await Work.InboundAsync(new InboundSelection(Work.Tenant) { Id = all[3].Id }));
        Assert.Empty(await Work.InboundAsync(new InboundSelection(Work.Tenant) { State = InboxState.Dead }));
    }

    [Fact]
    public async Task Page_and_retry_go_by_the_time_they_were_stored()
    {
        var ids = new List<Guid>();
        var times = new List<DateTimeOffset>();
        for (var i = 0; i < 3; i++)
        {
            await Work.AdvanceAsync(Minute);
            times.Add(Work.Now);
            ids.Add((await Work.StoreMessageAsync()).Id);
            await Work.SettleMessageAsync(InboxVerdict.Dead("broken"));
        }

        var all = new InboundSelection(Work.Tenant);
        var middle = all with { ReceivedFrom = times[1], ReceivedBefore = times[2] };
        var records = await Work.InboundAsync(all with { ReceivedFrom = times[1] });
        Assert.Equal([ids[2], ids[1]], records.Select(m => m.Id));
        Assert.Equal([ids[1], ids[0]], (await Work.InboundAsync(all with { ReceivedBefore = times[2] })).Select(m => m.Id));
        Assert.Equal([ids[1]], (await Work.InboundAsync(middle)).Select(m => m.Id));
        Assert.Equal([ids[1], ids[0]], (await Store.Inbound.PageAsync(all, 10, records[0].Number, default)).Messages.Select(m => m.Id));

        Assert.Equal(1, await Store.Inbound.RetryMessagesAsync(middle, Work.Command, default));
        Assert.Equal([ids[1]], (await Work.ClaimMessagesAsync()).Messages.Select(m => m.Id));
    }

    [Fact]
    public async Task Retry_gives_dead_letters_all_their_attempts_again()
    {
        var dead = await Work.StoreMessageAsync();
        await Work.SettleMessageAsync(InboxVerdict.Dead("broken"));

        Assert.Equal(0, await Store.Inbound.RetryMessagesAsync(new InboundSelection("globex"), Work.Command, default));
        Assert.Equal(0, await Store.Inbound.RetryMessagesAsync(new InboundSelection(Work.Tenant) { Id = Guid.NewGuid() }, Work.Command, default));
        Assert.Equal(1, await Store.Inbound.RetryMessagesAsync(new InboundSelection(Work.Tenant) { ContactId = dead.ContactId }, Work.Command, default));

        Assert.Equal((dead.Id, 1), Assert.Single((await Work.ClaimMessagesAsync()).Messages) is var m ? (m.Id, m.Attempt) : default);
    }

    [Fact]
    public async Task Retry_is_in_the_persons_trail_with_who_asked_and_why()
    {
        var dead = await Work.StoreMessageAsync();
        await Work.SettleMessageAsync(InboxVerdict.Dead("broken"));
        var one = new InboundSelection(Work.Tenant) { Id = dead.Id };
        await Store.Inbound.RetryMessagesAsync(one with { State = InboxState.Done }, new CommandInfo("aline", "nothing to do"), default);

        await Store.Inbound.RetryMessagesAsync(one, new CommandInfo("claire", "handler mended"), default);

        await Store.Inbound.RetryMessagesAsync(one, new CommandInfo("aline", "nothing to do"), default);
        var trail = await Store.Log.TrailAsync(new TrailQuery(Work.Tenant) { ContactId = dead.ContactId }, default);
        Assert.Equal(
            new AuditEntry
            {
                At = Work.Now,
                Event = AuditEvents.MessageRetried,
                Tenant = Work.Tenant,
                ContactId = dead.ContactId,
                Reason = "handler mended",
                Detail = dead.Id.ToString(),
                By = "claire",
            },
            Assert.Single(trail, e => e.Event == AuditEvents.MessageRetried));
    }

    [Fact]
    public async Task Erasing_a_person_empties_their_messages_and_knows_them_again()
    {
        var message = await Work.StoreMessageAsync();
        await Work.SettleMessageAsync(InboxVerdict.Dead("broken"));
        var waiting = Work.Message(message.ContactId);
        await Work.StoreMessagesAsync(waiting);
        var other = await Work.StoreMessageAsync("+250788000002");

        await Work.EraseAsync();

        var records = (await Work.InboundAsync()).ToDictionary(r => r.Id);
        Assert.All([records[message.Id], records[waiting.Id]], r =>
        {
            Assert.Equal((InboxState.Done, Reasons.Erased, null), (r.State, r.Reason, r.ProviderMessageId));
            Assert.True(r.Content.IsEmpty && r.Raw.IsEmpty);
        });
        Assert.False(records[other.Id].Content.IsEmpty);
        Assert.Equal([other.Id], (await Work.ClaimMessagesAsync()).Messages.Select(m => m.Id));
        Assert.Equal(0, await Store.Inbound.RetryMessagesAsync(new InboundSelection(Work.Tenant), Work.Command, default));
        Assert.Empty(await Work.StoreMessagesAsync(waiting));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Message_that_came_before_its_person_was_erased_is_stored_empty_and_handled_by_nobody(bool wasErasedBefore)
    {
        var ann = (await Work.ContactAsync()).Id;
        if (wasErasedBefore)
        {
            await Work.EraseAsync();
            await Work.AdvanceAsync(Minute);
        }

        await Work.StoreWebhooksAsync("waits to be read");
        await Work.AdvanceAsync(Minute);
        await Work.EraseAsync();
        var (early, late) = (Work.Message(ann), Work.Message(ann));
        var batch = await Work.ClaimWebhooksAsync();
        await Store.Inbox.SettleWebhooksAsync(
            batch.Lease, [new WebhookSettlement(Assert.Single(batch.Webhooks).Number, InboxVerdict.Done) { Messages = [early] }], default);
        await Work.AdvanceAsync(Minute);
        await Work.StoreMessagesAsync(late);

        var records = (await Work.InboundAsync()).ToDictionary(r => r.Id);
        Assert.True(records[early.Id] is { State: InboxState.Done, Reason: Reasons.Erased, ProviderMessageId: null, Content.IsEmpty: true, Raw.IsEmpty: true });
        Assert.True(records[late.Id] is { State: InboxState.Waiting, Content.IsEmpty: false });
        Assert.Equal([late.Id], (await Work.ClaimMessagesAsync()).Messages.Select(m => m.Id));
    }

    [Fact]
    public async Task Retention_takes_old_messages_and_dead_webhooks_but_nothing_that_waits()
    {
        await Work.StoreMessageAsync();
        await Work.SettleMessageAsync(InboxVerdict.Done);
        var waiting = await Work.StoreMessageAsync("+250788000002");
        await Work.StoreWebhooksAsync("dead");
        await Work.SettleWebhookAsync(InboxVerdict.Dead("broken"));
        await Work.StoreWebhooksAsync("waiting");
        await Work.AdvanceAsync(TimeSpan.FromDays(60) + Minute);
        var young = await Work.StoreMessageAsync("+250788000003");

        await Work.RemoveAllAsync(TimeSpan.FromDays(60));

        Assert.Equal([young.Id, waiting.Id], (await Work.InboundAsync()).Select(m => m.Id));
        Assert.Empty(await Store.Inbound.ReadDeadWebhooksAsync(10, null, default));
    }

    [Fact]
    public async Task Doubt_waits_while_a_webhook_that_came_within_its_window_is_not_worked_on()
    {
        await Work.WebhookArrivesAsync();
        var id = await Work.InDoubtAsync();
        await Work.StoreWebhooksAsync("perhaps its receipt");
        await Work.WebhooksComeForAsync(2 * Work.Window);
        Assert.Equal(0, (await Work.RecoverAsync()).Requeued);

        await Work.SettleWebhookAsync(InboxVerdict.Retry(Minute, "not now"));
        Assert.Equal(0, (await Work.RecoverAsync()).Requeued);
        await Work.AdvanceAsync(Minute);
        await Work.SettleWebhookAsync(InboxVerdict.Done);

        Assert.Equal(1, (await Work.RecoverAsync()).Requeued);
        Assert.Equal(DeliveryState.Queued, await Work.StateAsync(id));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Doubt_does_not_wait_for_dead_webhooks_or_another_channels(bool isDead)
    {
        await Work.WebhookArrivesAsync();
        await Work.InDoubtAsync();
        await Store.Inbox.StoreAsync([Work.Webhook("other", isDead ? Channel.WhatsApp : Channel.Sms)], default);
        await Work.SettleWebhookAsync(isDead ? InboxVerdict.Dead("broken") : InboxVerdict.HandBack);
        await Work.WebhooksComeForAsync(Work.Window);

        Assert.Equal(1, (await Work.RecoverAsync()).Requeued);
    }

    [Fact]
    public async Task Doubt_does_not_wait_for_a_webhook_that_was_tried_five_times()
    {
        await Work.WebhookArrivesAsync();
        await Work.InDoubtAsync();
        await Work.StoreWebhooksAsync("fails");
        await FailAsync(times: 4);
        await Work.WebhooksComeForAsync(2 * Work.Window);
        Assert.Equal(0, (await Work.RecoverAsync()).Requeued);

        await FailAsync(times: 1);

        Assert.Equal(1, (await Work.RecoverAsync()).Requeued);
    }

    [Fact]
    public async Task Doubt_does_not_wait_for_webhooks_that_came_after_its_window()
    {
        await Work.WebhookArrivesAsync();
        await Work.InDoubtAsync();
        await Work.WebhooksComeForAsync(Work.Window);
        await Work.AdvanceAsync(TimeSpan.FromSeconds(1));
        await Work.StoreWebhooksAsync("too late");

        Assert.Equal(1, (await Work.RecoverAsync()).Requeued);
    }

    [Fact]
    public async Task Receipts_that_waited_in_the_inbox_show_webhooks_arriving_when_they_came()
    {
        await Work.WebhookArrivesAsync();
        var id = await Work.InDoubtAsync();
        var cameAt = Work.Now + Minute;
        await Work.AdvanceAsync(Work.Window + Minute);

        // Read late: it proves webhooks of a minute after the send, not of the whole window.
        await ArriveAsync(cameAt);
        Assert.Equal(0, (await Work.RecoverAsync()).Requeued);
        await ArriveAsync(cameAt + (Work.Window / 2));
        await ArriveAsync(Work.Now + Minute);

        Assert.Equal(1, (await Work.RecoverAsync()).Requeued);
        Assert.Equal(DeliveryState.Queued, await Work.StateAsync(id));
    }

    private async Task FailAsync(int times)
    {
        for (var i = 0; i < times; i++)
        {
            await Work.SettleWebhookAsync(InboxVerdict.Retry(TimeSpan.Zero, "not now"));
        }
    }

    private Task ArriveAsync(DateTimeOffset at)
    {
        var receipt = new Receipt { Channel = Channel.WhatsApp, Account = Work.Account, Status = ReceiptStatus.Delivered, ReceivedAt = at };
        return Store.Receipts.ApplyAsync([new ReceiptUpdate(receipt, null)], default);
    }
}
