using Notify.Conversations;
using Notify.Core.Tests.Diagnostics;
using Notify.Inbound;
using Notify.Inbox;

namespace Notify.Core.Tests.Inbox;

public sealed class InboundTests
{
    private const string Number = "+250788000001";

    [Fact]
    public async Task RunOnce_message_reaches_its_handler_makes_the_contact_and_opens_the_window()
    {
        var handler = TestHandler.That(InboundResult.Handled);
        await using var rig = new InboxRig(handler);

        await rig.ReceiveAsync($"text wamid.1 {Number} Hello there");
        await rig.App.RunOnceAsync();

        handler.Seen.Should().Equal(("Hello there", 1));
        var contact = await rig.App.Contacts.FindAsync(Notification.DefaultTenant, Number);
        (await rig.App.Store.Windows.ReadAsync([new WindowKey(contact!.Id, Channel.WhatsApp, "default")], default)).Should().Equal(rig.App.Store.Now);
        (await rig.MessagesAsync()).Should().ContainSingle().Which.Should().Match<InboundRecord>(m => m.State == InboxState.Done && m.ContactId == contact.Id);
        rig.App.Log.Of("WHATSAPP_INBOUND_RECEIVED").Should().ContainSingle();
        rig.App.Log.Lines.Should().NotContain(l => l.Everything.Contains("788000001") || l.Everything.Contains("Hello there"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task RunOnce_message_that_comes_twice_is_handled_once(bool inOneBody)
    {
        var handler = TestHandler.That(InboundResult.Handled);
        await using var rig = new InboxRig(handler);
        var line = $"text wamid.1 {Number} Hello";

        await (inOneBody ? rig.ReceiveAsync(line, line) : rig.ReceiveAsync(line));
        await rig.App.RunOnceAsync();
        await rig.ReceiveAsync(line);
        await rig.App.RunOnceAsync();

        handler.Seen.Should().ContainSingle();
        rig.App.Log.Of("WHATSAPP_INBOUND_RECEIVED").Should().ContainSingle();
    }

    [Fact]
    public async Task RunOnce_items_without_effect_are_counted_and_told()
    {
        var handler = TestHandler.That(InboundResult.Handled);
        await using var rig = new InboxRig(handler);
        using var meter = new TestMeter(rig.App);

        await rig.ReceiveAsync("ignored", $"text wamid.1 {Number} Hello", "ignored");
        await rig.App.RunOnceAsync();

        handler.Seen.Should().ContainSingle("the rest of the webhook has its effect");
        meter.Of("notification_webhook_ignored").Should().Equal(new Dictionary<string, double> { ["channel=whatsapp"] = 2 });
        rig.App.Log.Of("NOTIFY_WEBHOOK_ITEMS_IGNORED").Should().ContainSingle().Which.Text.Should().Contain("2 items");
    }

    [Fact]
    public async Task RunOnce_statuses_wake_no_handler()
    {
        var handler = TestHandler.That(InboundResult.Handled);
        await using var rig = new InboxRig(handler);
        var id = await rig.App.QueueAsync(A.Text());
        await rig.App.RunOnceAsync();

        await rig.ReceiveAsync($"delivered {Ids.Delivery(id, 1)} 1");
        await rig.App.RunOnceAsync();

        (await rig.App.StateAsync(id)).Should().Be(DeliveryState.Delivered);
        handler.Seen.Should().BeEmpty();
        (await rig.MessagesAsync()).Should().BeEmpty();
    }

    [Fact]
    public async Task RunOnce_worker_dies_between_handling_and_marking_exactly_one_reply_leaves()
    {
        var handler = new TestHandler(async (context, token) =>
        {
            await context.ReplyAsync($"Reply worded in run {context.Attempt}", token);
            return InboundResult.Handled;
        });
        await using var rig = new InboxRig(handler);
        await rig.ReceiveAsync($"text wamid.1 {Number} Hello");
        rig.Inbox.BeforeSettleMessages = HookedQueue.FailFirst(1);
        await rig.App.RunOnceAsync();

        rig.App.Advance(TimeSpan.FromMinutes(2));
        await rig.App.RunOnceAsync();
        await rig.App.RunOnceAsync();

        handler.Seen.Should().Equal(("Hello", 1), ("Hello", 2));
        rig.Sent.Should().Equal("Reply worded in run 1");
        (await rig.MessagesAsync()).Should().ContainSingle().Which.State.Should().Be(InboxState.Done);
    }

    [Fact]
    public async Task RunOnce_worker_dies_before_the_webhook_is_settled_its_messages_come_once()
    {
        var handler = TestHandler.That(InboundResult.Handled);
        await using var rig = new InboxRig(handler);
        await rig.ReceiveAsync($"text wamid.1 {Number} Hello");
        rig.Inbox.BeforeSettleWebhooks = HookedQueue.FailFirst(1);
        await rig.App.Invoking(a => a.RunOnceAsync()).Should().ThrowAsync<Storage.StorageException>();

        rig.App.Advance(TimeSpan.FromMinutes(3));
        await rig.App.RunOnceAsync();

        handler.Seen.Should().Equal(("Hello", 1));
    }

    [Fact]
    public async Task RunOnce_handler_that_throws_is_tried_again_then_the_message_is_a_dead_letter_an_operator_can_retry()
    {
        var isBroken = true;
        var handler = new TestHandler((_, _) => isBroken ? throw new InvalidOperationException("broken") : Task.FromResult(InboundResult.Handled));
        await using var rig = new InboxRig(handler);
        await rig.ReceiveAsync($"text wamid.1 {Number} Hello");
        for (var i = 0; i < 7; i++)
        {
            await rig.App.RunOnceAsync();
            rig.App.Advance(TimeSpan.FromMinutes(10));
        }

        handler.Seen.Select(s => s.Attempt).Should().Equal(1, 2, 3, 4, 5);
        var dead = (await rig.MessagesAsync()).Should().ContainSingle().Which;
        dead.Should().Match<InboundRecord>(m => m.State == InboxState.Dead && m.Reason!.Contains("broken"));
        dead.Read()!.Content.Text.Should().Be("Hello");

        isBroken = false;
        (await rig.App.Store.Inbound.RetryMessagesAsync(new InboundSelection(dead.Tenant) { Id = dead.Id }, new CommandInfo("claire", "mended"), default)).Should().Be(1);
        await rig.App.RunOnceAsync();

        (await rig.MessagesAsync()).Should().ContainSingle().Which.State.Should().Be(InboxState.Done);
    }

    [Fact]
    public async Task RunOnce_message_nobody_handles_is_done()
    {
        await using var rig = new InboxRig(TestHandler.That(InboundResult.PassOn));

        await rig.ReceiveAsync($"text wamid.1 {Number} Hello");
        await rig.App.RunOnceAsync();

        (await rig.MessagesAsync()).Should().ContainSingle().Which.Should().Match<InboundRecord>(m => m.State == InboxState.Done && m.Reason == "unhandled");
    }

    [Theory]
    [InlineData("unreadable", "not what it was")]
    [InlineData("throw", "A bug of the reader's.")]
    public async Task RunOnce_webhook_that_cannot_be_read_is_kept_dead_and_holds_up_no_other(string body, string reason)
    {
        var handler = TestHandler.That(InboundResult.Handled);
        await using var rig = new InboxRig(handler);
        await rig.ReceiveAsync(body);
        await rig.ReceiveAsync($"text wamid.1 {Number} Hello");

        await rig.App.RunOnceAsync();
        handler.Seen.Should().ContainSingle();
        for (var i = 0; i < 12; i++)
        {
            rig.App.Advance(TimeSpan.FromMinutes(15));
            await rig.App.RunOnceAsync();
        }

        (await rig.DeadWebhooksAsync()).Should().ContainSingle().Which.Should().Match<DeadWebhook>(d => d.Attempts == 10 && d.Reason.Contains(reason));
    }

    [Fact]
    public async Task RunOnce_webhook_of_a_reader_nobody_has_waits_for_one()
    {
        await using var rig = new InboxRig(hasReader: false);
        await rig.ReceiveAsync($"text wamid.1 {Number} Hello");

        await rig.App.RunOnceAsync();

        (await rig.App.Store.Inbound.CountAsync(default)).Webhooks.Should().Be(1);
        rig.App.Log.Of("NOTIFY_WEBHOOK_READER_MISSING").Should().ContainSingle().Which.Text.Should().Contain("reader named test");
        for (var i = 0; i < 20; i++)
        {
            rig.App.Advance(TimeSpan.FromMinutes(1));
            await rig.App.RunOnceAsync();
        }

        (await rig.DeadWebhooksAsync()).Should().BeEmpty();
    }

    [Theory]
    [InlineData("globex", "globex")]
    [InlineData(null, "acme")]
    public async Task RunOnce_account_of_several_tenants_asks_who_knows_the_person(string? knownTo, string expected)
    {
        await using var rig = new InboxRig(sender: new ScriptedSender(Channel.WhatsApp) { Tenants = ["acme", "globex"] });
        if (knownTo is not null)
        {
            await rig.App.Contacts.SaveAsync(knownTo, Number, new ContactPreferences { Locale = "fr" });
        }

        await rig.ReceiveAsync($"text wamid.1 {Number} Hello");
        await rig.App.RunOnceAsync();

        (await rig.App.Store.Inbound.PageAsync(new InboundSelection(expected), 10, null, default)).Messages.Should().ContainSingle();
    }

    [Theory]
    [InlineData("globex", "globex")]
    [InlineData(null, Notification.DefaultTenant)]
    public async Task RunOnce_account_that_lists_no_tenant_asks_who_knows_the_person(string? knownTo, string expected)
    {
        await using var rig = new InboxRig();
        if (knownTo is not null)
        {
            await rig.App.Contacts.SaveAsync(knownTo, Number, new ContactPreferences { Locale = "fr" });
        }

        await rig.ReceiveAsync($"text wamid.1 {Number} Hello");
        await rig.App.RunOnceAsync();

        (await rig.App.Store.Inbound.PageAsync(new InboundSelection(expected), 10, null, default)).Messages.Should().ContainSingle();
    }

    [Fact]
    public async Task RunOnce_message_goes_to_the_tenant_whose_delivery_it_answers_else_to_who_wrote_last()
    {
        await using var rig = new InboxRig();
        foreach (var tenant in new[] { "acme", "globex" })
        {
            var note = A.Text(Number);
            note.Tenant = tenant;
            await rig.App.QueueAsync(note);
            await rig.App.RunOnceAsync();
            rig.App.Advance(TimeSpan.FromMinutes(1));
        }

        var first = (await rig.App.Store.DeliveriesAsync("acme")).Single().ProviderMessageId;
        rig.Reader.InReplyTo = first;
        await rig.ReceiveAsync($"text wamid.in.1 {Number} An answer");
        await rig.App.RunOnceAsync();
        rig.Reader.InReplyTo = null;
        await rig.ReceiveAsync($"text wamid.in.2 {Number} A question");
        await rig.App.RunOnceAsync();

        first.Should().NotBeNullOrEmpty();
        (await rig.App.Store.Inbound.PageAsync(new InboundSelection("acme"), 10, null, default)).Messages.Single().Read()!.Content.Text.Should().Be("An answer");
        (await rig.App.Store.Inbound.PageAsync(new InboundSelection("globex"), 10, null, default)).Messages.Single().Read()!.Content.Text.Should().Be("A question");
    }

    [Fact]
    public async Task RunOnce_webhook_that_kills_its_workers_dies_alone()
    {
        var handler = TestHandler.That(InboundResult.Handled);
        await using var rig = new InboxRig(handler);
        for (var i = 0; i < 5; i++)
        {
            await rig.ReceiveAsync($"text wamid.{i} +25078800000{i} Hello");
        }

        await rig.ReceiveAsync("kill");
        for (var i = 5; i < 9; i++)
        {
            await rig.ReceiveAsync($"text wamid.{i} +25078800000{i} Hello");
        }

        // A worker that is gone settles nothing more.
        rig.Inbox.BeforeSettleWebhooks = () => rig.Reader.TakeKill() ? throw new InvalidOperationException("killed") : Task.CompletedTask;
        for (var i = 0; i < 15; i++)
        {
            try
            {
                await rig.App.RunOnceAsync();
            }
            catch (InvalidOperationException e) when (e.Message == "killed")
            {
            }

            rig.App.Advance(TimeSpan.FromMinutes(3));
        }

        handler.Seen.Should().HaveCount(9);
        (await rig.DeadWebhooksAsync()).Should().ContainSingle().Which.Reason.Should().Contain("workers died");
    }

    [Fact]
    public async Task RunOnce_store_that_is_away_costs_webhooks_no_tries()
    {
        var handler = TestHandler.That(InboundResult.Handled);
        await using var rig = new InboxRig(handler);
        await rig.ReceiveAsync($"text wamid.1 {Number} Hello");
        await rig.ReceiveAsync($"text wamid.2 {Number} Hello");
        var isAway = true;
        rig.Reader.OnEvents = () => isAway ? throw new Storage.StorageException(Storage.StorageFailure.NotStored, "read", null) : [];
        for (var i = 0; i < 15; i++)
        {
            await rig.App.Invoking(a => a.RunOnceAsync()).Should().ThrowAsync<Storage.StorageException>();
        }

        isAway = false;
        await rig.App.RunOnceAsync();

        handler.Seen.Should().HaveCount(2);
        rig.App.Log.Of("NOTIFY_WEBHOOK_FAILED").Should().BeEmpty();
    }
}
